"""What pages are made of: native elements, drawn in the browser."""
