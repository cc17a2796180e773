"""The page "Maps": how every run ends, over any two settings."""
