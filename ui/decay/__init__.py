"""The page "Weight decay": the pull inside the gradient and beside it."""
