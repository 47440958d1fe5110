"""The Keras backend: which one, on which device, how its randomness and its memory are tamed. Imports Keras."""

from __future__ import annotations

import contextlib
import os
from typing import Literal

import keras

CPU = "CPU"


def backend_name() -> str:
    """`tensorflow`, `torch` or `jax`."""
    return str(keras.backend.backend())


def device_name() -> str:
    """ "CPU", or the name of the GPU that trains."""
    match backend_name():
        case "tensorflow":
            import tensorflow as tf

            gpus = tf.config.list_physical_devices("GPU")
            if gpus:
                return str(tf.config.experimental.get_device_details(gpus[0]).get("device_name", "GPU"))
        case "torch":
            import torch

            device = keras.ops.zeros(()).device  # where Keras puts things, which the person may have chosen
            if device.type == "cuda":
                return str(torch.cuda.get_device_name(device))
            if device.type != "cpu":
                return str(device.type).upper()
        case "jax":
            import jax

            device = jax.devices()[0]
            if device.platform != "cpu":
                return str(device.device_kind)
    return CPU


def has_gpu() -> bool:
    """Whether something faster than the processor trains."""
    return device_name() != CPU


def prepare_backend(seed: int, mixed_precision: Literal["auto", "off", "on"] = "auto") -> None:
    """Make a training repeatable as far as the backend allows, and set how it counts.

    On a processor every operation is made deterministic; on a GPU that would cost much of its speed. Numbers of 16
    bits are used on a GPU alone: on a processor they are slower.
    """
    if backend_name() == "jax":
        # without it JAX takes three quarters of the card's memory at once; too late once it has begun
        os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
    gpu = has_gpu()
    match backend_name():
        case "tensorflow":
            _prepare_tensorflow(gpu)
        case "torch" if not gpu:
            import torch

            torch.use_deterministic_algorithms(True, warn_only=True)
    uses_16_bits = mixed_precision != "off" and gpu
    keras.mixed_precision.set_dtype_policy("mixed_float16" if uses_16_bits else "float32")
    keras.utils.set_random_seed(seed)


def reseed_backend(seed: int) -> None:
    """Start PyTorch's own generator anew, from which its dropout draws; other backends have only those of the layers.

    Args:
        seed: 0 to 2**32 - 1.
    """
    if backend_name() == "torch":
        import torch

        torch.manual_seed(seed)


def loses_failed_steps() -> bool:
    """Whether a step that fails takes the network's variables with it: JAX gives their memory to the step."""
    return backend_name() == "jax"


def _prepare_tensorflow(gpu: bool) -> None:
    import tensorflow as tf

    if not gpu:
        tf.config.experimental.enable_op_determinism()
        return
    for device in tf.config.list_physical_devices("GPU"):
        # without it TensorFlow takes all of the card's memory, whatever it needs; too late once it has begun
        with contextlib.suppress(RuntimeError):
            tf.config.experimental.set_memory_growth(device, True)


def compile_options() -> dict[str, bool | str]:
    """How a network is compiled here: XLA is slower to start than a small training takes, and not always repeatable."""
    if backend_name() == "tensorflow" and not has_gpu():
        return {"jit_compile": False}
    return {"jit_compile": "auto"}
