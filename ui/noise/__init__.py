"""The room of the page "Noise and batches"."""
