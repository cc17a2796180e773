"""What is fitted to data points: curves, and how far to trust them."""
