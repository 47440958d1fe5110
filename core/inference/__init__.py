"""Breeds out of pixels: sessions, heads, calibration, Grad-CAM, batches."""
