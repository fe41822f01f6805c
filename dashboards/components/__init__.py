"""The parts that pages are made of, drawn in the browser."""
