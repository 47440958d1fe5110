"""A Keras backbone and a NumPy head as one network that takes plain pixels, and as LiteRT. For child processes only."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from core.architectures.keras_files import load_keras_file
from core.architectures.keras_onnx import exportable, in_float32
from core.architectures.keras_split import cut
from core.inference.head import (
    BatchNormalization,
    Dense,
    Flatten,
    GlobalAveragePooling,
    GlobalMaxPooling,
    Head,
    Layer,
    LayerNormalization,
    MaxPooling,
)
from core.preprocessing.scaling import Scaling


def joined_network(network: keras.Model, scaling: Scaling, head: Head) -> keras.Model:
    """One flat network from pixels, uint8 [N, size, size, 3], to probabilities [N, outputs].

    Args:
        network: its part before `cut` is taken.
        scaling: what happens to the pixels before it.
        head: what stands behind it, ending in a linear dense layer.
    """
    network = in_float32(network)
    pixels = keras.Input(network.input.shape[1:], dtype="uint8", name="pixels")
    scaled = scaling.apply(keras.ops.cast(pixels, "float32"))

    def called(layer: Any, *inputs: Any, **options: Any) -> Any:
        return layer(*keras.tree.map_structure(lambda x: scaled if x is pixels else x, inputs), **options)

    # layer by layer, not as a layer of its own, so that the graph stays flat
    backbone = keras.Model(network.input, cut(network)[0])
    x = keras.models.clone_model(backbone, pixels, clone_function=lambda own: own, call_function=called).output
    for number, layer in enumerate(head.layers, 1):
        x = _called(layer, x, f"breedlens_head_{number}")
    answer = keras.layers.Activation("softmax", dtype="float32", name="probabilities")(x)
    return keras.Model(pixels, answer, name="breedlens")


def _called(layer: Layer, x: Any, name: str) -> Any:
    """What the layer makes of a Keras tensor; weights are set once the Keras layer has them."""
    own, arrays = _as_keras(layer, name)
    y = own(x)
    own.set_weights(arrays)
    return y


def _as_keras(layer: Layer, name: str) -> tuple[Any, list[NDArray[Any]]]:
    # names of our own: those that Keras gives may be taken, by a network that was read from a file
    match layer:
        case GlobalAveragePooling():
            return keras.layers.GlobalAveragePooling2D(name=name), []
        case GlobalMaxPooling():
            return keras.layers.GlobalMaxPooling2D(name=name), []
        case MaxPooling(size):
            return keras.layers.MaxPooling2D(size, name=name), []
        case Flatten():
            return keras.layers.Flatten(name=name), []
        case BatchNormalization(scale, shift):
            return keras.layers.Rescaling(scale.tolist(), shift.tolist(), name=name), []
        case LayerNormalization(scale, shift, epsilon):
            return keras.layers.LayerNormalization(epsilon=epsilon, name=name), [scale, shift]
        case Dense(kernel, bias, activation):
            return keras.layers.Dense(kernel.shape[1], activation, name=name), [kernel, bias]
    raise ValueError(f"no Keras layer for {layer.kind}")


def as_litert(network: keras.Model) -> bytes:
    """The content of a `.tflite` file that takes one square at a time."""
    signature = [tf.TensorSpec((1, *network.input.shape[1:]), tf.uint8, name="pixels")]
    own = exportable(network)

    def probabilities(pixels: tf.Tensor) -> tf.Tensor:
        return own(pixels, training=False)

    function = tf.function(probabilities, input_signature=signature)
    # without the network as second argument: with it, some weights stay variables that nothing gives their values
    converter = tf.lite.TFLiteConverter.from_concrete_functions([function.get_concrete_function()])
    content: bytes = converter.convert()
    return content


def ask_keras(path: str, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """What a `.keras` file answers, [N, outputs]."""
    network = load_keras_file(path)
    return np.concatenate([np.asarray(network.predict_on_batch(square[None])) for square in pixels])


def ask_litert(content: bytes, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """What a `.tflite` file answers, [N, outputs]."""
    interpreter = tf.lite.Interpreter(model_content=content)
    interpreter.allocate_tensors()
    (source,), (answer,) = interpreter.get_input_details(), interpreter.get_output_details()
    answers = []
    for square in pixels:
        interpreter.set_tensor(source["index"], square[None])
        interpreter.invoke()
        answers.append(interpreter.get_tensor(answer["index"]))
    return np.concatenate(answers)
