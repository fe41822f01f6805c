"""What a browser session holds, and the work done for it."""
