"""How it is drawn: arrays in, the player's picture data out."""
