"""Which errors mean that a smaller batch may help."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from core.training.out_of_memory import is_out_of_memory


class OutOfMemoryError(RuntimeError):
    """Named as PyTorch's."""


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB"),
        RuntimeError("RESOURCE_EXHAUSTED: Out of memory while trying to allocate 512 bytes."),
        RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory"),
    ],
)
def test_memory_ran_out(error: Exception) -> None:
    assert is_out_of_memory(error)


def test_an_array_too_large_for_numpy() -> None:
    with pytest.raises(MemoryError) as raised:
        np.empty(2**60, np.uint8)
    assert is_out_of_memory(raised.value)


def test_what_tensorflow_raises(keras: Any) -> None:
    import tensorflow as tf

    assert is_out_of_memory(tf.errors.ResourceExhaustedError(None, None, "OOM when allocating tensor"))
    assert not is_out_of_memory(tf.errors.InvalidArgumentError(None, None, "shapes differ"))


@pytest.mark.parametrize("error", [ValueError("out of memory"), RuntimeError("no such layer"), KeyError("x")])
def test_something_else(error: Exception) -> None:
    assert not is_out_of_memory(error)
