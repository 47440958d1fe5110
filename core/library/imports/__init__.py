"""Labels from files of other programs, one module a format."""
