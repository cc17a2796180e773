"""The page "Gradient check": differences beside the derivative, a direction turned by hand, planted bugs, and what it all costs."""
