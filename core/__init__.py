"""Everything of BreedLens that works without a screen."""

import os

# ONNX Runtime keeps a number for the computer and sends what it counts to its makers, unless it is told not to before
# it is imported. Nothing leaves a person's computer here; processes that are started hear of it too.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
