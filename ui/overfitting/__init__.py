"""The page "Overfitting": one fit, bias and variance, early stopping."""
