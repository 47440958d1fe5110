"""Everything of BreedLens that works without a screen."""
