"""What commissioners do: steer, contract, move staff and money, and what is done to them."""
