"""The state of a browser session, and the work done for it."""
