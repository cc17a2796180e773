"""The page "Race": its table, its sentences, and the race in which each rule has its best rate."""
