"""The plain Keras way through a folder: `keras_folder.py MODEL.keras FOLDER`; prints the seconds without start-up."""

import sys
import time

import keras

model = keras.models.load_model(sys.argv[1])
size = model.input_shape[1]
model.predict(keras.ops.zeros((32, size, size, 3)), verbose=0)  # the graph is traced before the clock starts
start = time.perf_counter()
photos = keras.utils.image_dataset_from_directory(
    sys.argv[2], labels=None, image_size=(size, size), shuffle=False, verbose=False
)
logits = model.predict(photos, verbose=0)
print(len(logits), time.perf_counter() - start)
