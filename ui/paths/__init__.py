"""The page "Paths": coefficients over λ, weight vectors, conditioning."""
