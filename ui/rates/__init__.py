"""The page "Learning rate": a fan of rates, and the range test."""
