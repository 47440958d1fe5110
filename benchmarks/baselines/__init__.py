"""What BreedLens is compared with: the scripts that one would write without it."""
