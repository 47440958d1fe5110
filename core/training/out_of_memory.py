"""Which errors of the Keras backends mean that memory ran out; none of the backends is imported."""

from __future__ import annotations

_TYPES = {"ResourceExhaustedError", "OutOfMemoryError", "MemoryError", "_ArrayMemoryError"}
"""of TensorFlow, PyTorch, Python and NumPy"""
_MESSAGES = ("RESOURCE_EXHAUSTED", "out of memory", "OOM when allocating", "can't allocate memory", "ALLOC_FAILED")
"""of JAX, whose errors all have one type, and of allocators (PyTorch's, cuDNN, cuBLAS) that raise a RuntimeError"""


def is_out_of_memory(error: BaseException) -> bool:
    """Whether a smaller batch may help."""
    if any(kind.__name__ in _TYPES for kind in type(error).__mro__):
        return True
    return isinstance(error, RuntimeError) and any(part in str(error) for part in _MESSAGES)
