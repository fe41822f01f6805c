"""How each kind of result is drawn, reported, written and read: a function each, by its type."""
