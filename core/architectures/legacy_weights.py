"""Read weights from PyTorch's file format of before version 1.6, without PyTorch and without unpickling.

The file is five pickles (magic number, protocol, machine facts, a mapping of names to tensors, storage keys) followed
by the raw storages. Of the names that a pickle can ask for, a tensor's description, a storage's type and an ordered
dictionary are answered with inert stand-ins, and every other is refused.
Format: `torch/serialization.py`, `_legacy_save`.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from core.architectures.plain_pickle import PlainPickleReader
from core.errors import BreedLensError

MAGIC_NUMBER = 0x1950A86A20F9469CFC6C
PROTOCOL_VERSION = 1001
MOST_DIMENSIONS = 8
MOST_USES = 2
"""how many times the size of the file its tensors may take: weights may be shared, but not without end"""

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


def _refuse(what: str) -> NoReturn:
    raise BreedLensError(
        "weights_refused",
        "The weight file is not what it should be, and was not used.",
        details=f"legacy weight file: {what}",
    )


def _numbers(values: Any) -> tuple[int, ...]:
    if not isinstance(values, tuple) or len(values) > MOST_DIMENSIONS or not all(type(n) is int for n in values):
        _refuse("an extent that is not a few whole numbers")
    if min(values, default=0) < 0:
        _refuse("a tensor with a negative extent")
    return values


def _tensor(storage: Any = None, offset: Any = None, shape: Any = None, strides: Any = None, *_: Any) -> _Tensor:
    if not isinstance(storage, _Storage):
        _refuse("a tensor without a storage")
    return _Tensor(storage, _numbers((offset,))[0], _numbers(shape), _numbers(strides))


def _mapping(*content: Any) -> dict[str, Any]:
    if content:
        _refuse("a mapping made of something else")
    return {}


def _storage(identifier: Any) -> _Storage:
    match identifier:
        case ("storage", _StorageType(dtype), str(key), str(), int(count), None) if count >= 0:
            return _Storage(key, dtype, count)
    _refuse("a storage that is a view or of an unknown kind")


_NAMES: Mapping[str, Any] = {
    "collections OrderedDict": _mapping,
    "torch._utils _rebuild_tensor": _tensor,
    "torch._utils _rebuild_tensor_v2": _tensor,
    **{f"torch {name}": _StorageType(dtype) for name, dtype in _STORAGE_TYPES.items()},
}


def _wanted_storages(tensors: Mapping[str, _Tensor]) -> dict[str, _Storage]:
    wanted: dict[str, _Storage] = {}
    for tensor in tensors.values():
        if wanted.setdefault(tensor.storage.key, tensor.storage) != tensor.storage:
            _refuse("a storage that is described in two ways")
    return wanted


def _read_storages(file: io.BytesIO, wanted: Mapping[str, _Storage], keys: list[Any]) -> dict[str, NDArray[Any]]:
    if sorted(wanted) != sorted(key for key in keys if isinstance(key, str)) or len(wanted) != len(keys):
        _refuse("storages that are not those of the tensors")
    storages: dict[str, NDArray[Any]] = {}
    for key in keys:
        storage = wanted[key]
        size = storage.count * np.dtype(storage.dtype).itemsize
        count = int.from_bytes(file.read(8), "little", signed=True)
        raw = file.read(size) if count == storage.count else b""
        if count != storage.count or len(raw) != size:
            _refuse("a storage whose length is wrong")
        storages[key] = np.frombuffer(raw, storage.dtype)
    if file.read(1):
        _refuse("something behind the last storage")
    return storages


def _as_array(tensor: _Tensor, storage: NDArray[Any]) -> NDArray[Any]:
    if len(tensor.shape) != len(tensor.strides):
        _refuse("a tensor with another number of strides than extents")
    last = tensor.offset + sum((n - 1) * s for n, s in zip(tensor.shape, tensor.strides, strict=True))
    if prod(tensor.shape) and (last >= storage.size or prod(tensor.shape) > storage.size):
        _refuse("a tensor that reaches beyond its storage")
    view = np.lib.stride_tricks.as_strided(
        storage[tensor.offset :], tensor.shape, [s * storage.itemsize for s in tensor.strides], writeable=False
    )
    return np.ascontiguousarray(view).reshape(tensor.shape)


def read_legacy_weights(content: bytes) -> dict[str, NDArray[Any]]:
    """Read a legacy PyTorch state dictionary.

    Args:
        content: the whole file; the caller has checked its digest.

    Returns:
        The tensors by name, C-contiguous, in PyTorch's layout (`[out, in, height, width]` for convolutions). They may
        share memory: not to be written to.

    Raises:
        BreedLensError: `weights_refused`: the file is of another format, is damaged, or asks for anything but plain
            tensors.
    """
    file = io.BytesIO(content)
    reader = PlainPickleReader(_NAMES, _storage)
    try:
        magic, protocol, machine, tensors, keys = (reader.read(file) for _ in range(5))
        if (magic, protocol) != (MAGIC_NUMBER, PROTOCOL_VERSION) or machine.get("little_endian") is not True:
            _refuse("another format")
        if not isinstance(keys, list) or not all(isinstance(tensor, _Tensor) for tensor in tensors.values()):
            _refuse("something that is not a tensor")
        storages = _read_storages(file, _wanted_storages(tensors), keys)
        used = sum(prod(tensor.shape) * storages[tensor.storage.key].itemsize for tensor in tensors.values())
        if used > MOST_USES * len(content):
            _refuse("tensors that take far more than the file")
        return {name: _as_array(tensor, storages[tensor.storage.key]) for name, tensor in tensors.items()}
    except BreedLensError:
        raise
    except Exception as error:  # a damaged file can raise nearly anything
        raise BreedLensError(
            "weights_refused",
            "The weight file is not what it should be, and was not used.",
            details=f"legacy weight file: {type(error).__name__}: {error}",
        ) from error
