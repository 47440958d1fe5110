"""Identify: the likeliest breeds of each photo and where the network looked."""
