"""The labels of a library for other programs, one module a format."""
