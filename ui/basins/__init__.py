"""The page "Basins": in which minimum each start ends."""
