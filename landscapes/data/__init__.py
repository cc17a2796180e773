"""Losses made from data: every step of a race may see only some of the samples."""
