"""`breedlens` in a terminal. Imports nothing of Qt."""

SUBCOMMANDS = ("classify", "models", "self-test")
"""First arguments that are a command; everything else is a path, and opens the window."""
