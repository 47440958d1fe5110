"""`breedlens` in a terminal. Imports nothing of Qt."""

SUBCOMMANDS = (
    "classify",
    "models",
    "recipes",
    "train",
    "runs",
    "evaluate",
    "submission",
    "study",
    "export",
    "label",
    "library",
    "self-test",
)
"""First arguments that are a command; everything else is a path, and opens the window."""
