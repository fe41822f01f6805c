"""What charts show, as plain data for the components that draw them."""
