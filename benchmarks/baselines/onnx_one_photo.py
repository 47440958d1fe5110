"""A bare ONNX Runtime script for the breeds of one photo: `onnx_one_photo.py BACKBONE.onnx HEAD.npz PHOTO`."""

import sys

import numpy as np
import onnxruntime as ort
from PIL import Image

session = ort.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
head = np.load(sys.argv[2])
size = session.get_inputs()[0].shape[1]
photo = np.asarray(Image.open(sys.argv[3]).convert("RGB").resize((size, size)))
features = session.run(None, {"pixels": photo[None]})[0]
logits = features.mean(axis=(1, 2)) @ head["1.kernel"] + head["1.bias"]
print(np.argsort(-logits[0])[:5])
