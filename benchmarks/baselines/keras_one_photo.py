"""The plain Keras way to the breeds of one photo: `keras_one_photo.py MODEL.keras PHOTO`."""

import sys

import keras
import numpy as np

model = keras.models.load_model(sys.argv[1])
size = model.input_shape[1]
photo = keras.utils.load_img(sys.argv[2], target_size=(size, size))
logits = model.predict(np.asarray(photo)[None], verbose=0)[0]
print(np.argsort(-logits)[:5])
