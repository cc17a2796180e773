"""The room of the page "Cliffs and plateaus"."""
