"""What runs show: comparisons, intervals, networks, and the words and numbers that tell them."""
