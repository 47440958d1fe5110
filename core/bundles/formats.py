"""The forms in which a model is exported; light to import."""

from __future__ import annotations

ONNX, LITERT = "onnx", "litert"
SUFFIXES = {"keras": ".keras", ONNX: ".onnx", LITERT: ".tflite"}
"""what a file of each format is called"""
