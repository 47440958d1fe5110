"""Training: recipes, the fit loop, runs and the process that they run in."""
