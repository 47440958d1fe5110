"""Read weights from PyTorch's file format of before version 1.6, without PyTorch and without unpickling objects.

The file is five pickles (magic number, protocol, machine facts, a mapping of names to tensors, storage keys) followed
by the raw storages. A pickle can name any function to call, so the reader here answers three names with inert
stand-ins (an ordered dictionary, a tensor's description, a storage's type) and refuses every other.
Format: `torch/serialization.py`, `_legacy_save`.
"""

from __future__ import annotations

import io
import pickle
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from core.errors import BreedLensError

MAGIC_NUMBER = 0x1950A86A20F9469CFC6C
PROTOCOL_VERSION = 1001

_STORAGE_TYPES: Mapping[str, str] = {
    "FloatStorage": "<f4",
    "DoubleStorage": "<f8",
    "HalfStorage": "<f2",
    "LongStorage": "<i8",
    "IntStorage": "<i4",
    "ShortStorage": "<i2",
    "CharStorage": "i1",
    "ByteStorage": "u1",
    "BoolStorage": "?",
}


@dataclass(frozen=True)
class _StorageType:
    dtype: str


@dataclass(frozen=True)
class _Storage:
    key: str
    dtype: str
    count: int


@dataclass(frozen=True)
class _Tensor:
    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


def _describe_tensor(storage: Any, offset: Any, shape: Any, strides: Any, *_: Any) -> _Tensor:
    if not isinstance(storage, _Storage):
        _refuse("a tensor without a storage")
    return _Tensor(storage, int(offset), tuple(map(int, shape)), tuple(map(int, strides)))


def _refuse(what: str) -> NoReturn:
    raise BreedLensError(
        "weights_refused",
        "The weight file is not what it should be, and was not used.",
        details=f"legacy weight file: {what}",
    )


class _PlainTensorReader(pickle.Unpickler):
    """Admits tensors and the mapping that holds them; everything else is refused before it is looked up."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) in {("torch._utils", "_rebuild_tensor_v2"), ("torch._utils", "_rebuild_tensor")}:
            return _describe_tensor
        if module == "torch" and name in _STORAGE_TYPES:
            return _StorageType(_STORAGE_TYPES[name])
        _refuse(f"it asks for {module}.{name}")

    def persistent_load(self, identifier: Any) -> _Storage:
        match identifier:
            case ("storage", _StorageType(dtype), str(key), str(), int(count), None) if count >= 0:
                return _Storage(key, dtype, count)
        _refuse("a storage that is a view or of an unknown kind")


def _read_storages(file: io.BytesIO, wanted: Mapping[str, _Storage], keys: list[str]) -> dict[str, NDArray[Any]]:
    storages: dict[str, NDArray[Any]] = {}
    for key in keys:
        storage = wanted.get(key)
        if storage is None:
            _refuse("a storage that no tensor uses")
        count = int.from_bytes(file.read(8), "little", signed=True)
        raw = file.read(storage.count * np.dtype(storage.dtype).itemsize) if count == storage.count else b""
        if len(raw) != storage.count * np.dtype(storage.dtype).itemsize:
            _refuse("a storage whose length is wrong")
        storages[key] = np.frombuffer(raw, storage.dtype)
    return storages


def _as_array(tensor: _Tensor, storages: Mapping[str, NDArray[Any]]) -> NDArray[Any]:
    storage = storages.get(tensor.storage.key)
    if storage is None or len(tensor.shape) != len(tensor.strides):
        _refuse("a tensor without its storage")
    if min((*tensor.shape, *tensor.strides, tensor.offset), default=0) < 0:
        _refuse("a tensor with a negative extent")
    last = tensor.offset + sum((n - 1) * s for n, s in zip(tensor.shape, tensor.strides, strict=True))
    if prod(tensor.shape) and last >= storage.size:
        _refuse("a tensor that reaches beyond its storage")
    if prod(tensor.shape) > storage.size:
        _refuse("a tensor larger than its storage")
    item = storage.itemsize
    view = np.lib.stride_tricks.as_strided(
        storage[tensor.offset :], tensor.shape, [s * item for s in tensor.strides], writeable=False
    )
    return np.ascontiguousarray(view).reshape(tensor.shape)


def read_legacy_weights(content: bytes) -> dict[str, NDArray[Any]]:
    """Read a legacy PyTorch state dictionary.

    Args:
        content: the whole file; the caller has checked its digest.

    Returns:
        The tensors by name, C-contiguous, in PyTorch's layout (`[out, in, height, width]` for convolutions).

    Raises:
        BreedLensError: the file is of another format, is damaged, or asks for anything but plain tensors.
    """
    file = io.BytesIO(content)
    try:
        header = [_PlainTensorReader(file).load() for _ in range(3)]
        if header[:2] != [MAGIC_NUMBER, PROTOCOL_VERSION] or header[2].get("little_endian") is not True:
            _refuse("another format")
        tensors = _PlainTensorReader(file).load()
        keys = _PlainTensorReader(file).load()
        if not isinstance(tensors, dict) or not isinstance(keys, list):
            _refuse("no mapping of tensors")
        if not all(isinstance(k, str) and isinstance(v, _Tensor) for k, v in tensors.items()):
            _refuse("something that is not a tensor")
        storages = _read_storages(file, {t.storage.key: t.storage for t in tensors.values()}, keys)
        return {name: _as_array(tensor, storages) for name, tensor in tensors.items()}
    except BreedLensError:
        raise
    except Exception as error:  # a damaged pickle can raise nearly anything
        raise BreedLensError(
            "weights_refused",
            "The weight file is not what it should be, and was not used.",
            details=f"legacy weight file: {type(error).__name__}: {error}",
        ) from error
