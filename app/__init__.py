"""The front ends: the Qt window and the command line. No computing."""
