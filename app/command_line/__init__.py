"""`breedlens` in a terminal. Imports nothing of Qt."""
