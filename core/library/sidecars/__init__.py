"""XMP files beside photos: what other programs keep in them stays, byte by byte."""
