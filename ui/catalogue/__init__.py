"""The page "Catalogue": everything on the shelves, a card each."""
