"""The page "Diamond and circle": a budget and its balls, and the penalised loss."""
