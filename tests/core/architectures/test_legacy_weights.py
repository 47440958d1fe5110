"""Legacy PyTorch files, written here instruction by instruction: tensors come out as they went in, tricks do not."""

from __future__ import annotations

import io
import pickle
import struct
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.lib.stride_tricks import as_strided

from core.architectures.legacy_weights import MAGIC_NUMBER, PROTOCOL_VERSION, read_legacy_weights
from core.errors import BreedLensError

DTYPES = {
    "FloatStorage": "<f4",
    "DoubleStorage": "<f8",
    "HalfStorage": "<f2",
    "LongStorage": "<i8",
    "ByteStorage": "u1",
}
MEMORY_BYTES = 8 << 20


def text(value: str) -> bytes:
    return b"X" + struct.pack("<I", len(value.encode())) + value.encode()


def number(value: int) -> bytes:
    if -(2**31) <= value < 2**31:
        return b"J" + struct.pack("<i", value)
    raw = value.to_bytes((value.bit_length() + 8) // 8, "little", signed=True)
    return b"\x8a" + bytes([len(raw)]) + raw


def named(module: str, name: str) -> bytes:
    return f"c{module}\n{name}\n".encode()


def group(*parts: bytes) -> bytes:
    return b"(" + b"".join(parts) + b"t"


def numbers(values: tuple[int, ...]) -> bytes:
    return group(*map(number, values))


ORDERED = named("collections", "OrderedDict") + b")R"


def storage(key: str, kind: str, count: int) -> bytes:
    return group(text("storage"), named("torch", kind), text(key), text("cpu"), number(count), b"N") + b"Q"


def tensor(of: bytes, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]) -> bytes:
    arguments = group(of, number(offset), numbers(shape), numbers(strides), b"\x89", ORDERED)
    return named("torch._utils", "_rebuild_tensor_v2") + arguments + b"R"


def pickled(body: bytes) -> bytes:
    return b"\x80\x02" + body + b"."


def mapping(entries: Mapping[str, bytes]) -> bytes:
    return ORDERED + b"(" + b"".join(text(name) + value for name, value in entries.items()) + b"u"


def legacy_file(body: bytes, storages: Mapping[str, np.ndarray[Any, Any]], *, magic: int = MAGIC_NUMBER) -> bytes:
    machine = pickle.dumps({"protocol_version": PROTOCOL_VERSION, "little_endian": True, "type_sizes": {"int": 4}}, 2)
    keys = pickle.dumps(list(storages), 2)
    raw = b"".join(struct.pack("<q", values.size) + values.tobytes() for values in storages.values())
    return pickle.dumps(magic, 2) + pickle.dumps(PROTOCOL_VERSION, 2) + machine + pickled(body) + keys + raw


FOUR = {"0": np.arange(4, dtype="<f4")}
OF_FOUR = storage("0", "FloatStorage", 4)
PLAIN = legacy_file(mapping({"weight": tensor(OF_FOUR, 0, (2, 2), (2, 1))}), FOUR)


def assert_refused(content: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(BreedLensError) as failure:
            read_legacy_weights(content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert failure.value.code == "weights_refused"
    assert peak < MEMORY_BYTES + 3 * len(content)


@st.composite
def views(draw: st.DrawFn) -> tuple[str, int, tuple[int, ...], tuple[int, ...], int]:
    """A storage's kind, and a view of it: offset, shape and strides (in any order of the axes), and its size."""
    kind = draw(st.sampled_from(sorted(DTYPES)))
    shape = tuple(draw(st.lists(st.integers(0, 4), max_size=4)))
    order = draw(st.permutations(range(len(shape))))
    strides, step = [0] * len(shape), 1
    for axis in order:
        strides[axis] = step
        step *= max(1, shape[axis])
    offset = draw(st.integers(0, 5))
    return kind, offset, shape, tuple(strides), offset + step + draw(st.integers(0, 3))


@settings(deadline=None)
@given(views(), st.integers(0, 2**32 - 1))
def test_any_view_of_any_storage_is_read_as_numpy_reads_it(
    view: tuple[str, int, tuple[int, ...], tuple[int, ...], int], seed: int
) -> None:
    kind, offset, shape, strides, size = view
    values = np.random.default_rng(seed).integers(0, 100, size).astype(DTYPES[kind])
    content = legacy_file(mapping({"a": tensor(storage("7", kind, size), offset, shape, strides)}), {"7": values})
    expected = as_strided(values[offset:], shape, [s * values.itemsize for s in strides])
    read = read_legacy_weights(content)["a"]
    assert read.dtype == values.dtype and read.shape == shape and read.flags.c_contiguous
    np.testing.assert_array_equal(read, expected)


def test_tensors_may_share_a_storage_and_the_mapping_may_carry_notes() -> None:
    body = mapping({"a": tensor(OF_FOUR, 0, (4,), (1,)), "b": tensor(OF_FOUR, 2, (), ())})
    notes = b"}" + text("_metadata") + mapping({"": b"}" + text("version") + number(2) + b"s"}) + b"sb"
    read = read_legacy_weights(legacy_file(body + notes, FOUR))
    assert list(read) == ["a", "b"]
    assert read["a"].tolist() == [0, 1, 2, 3] and read["b"].tolist() == 2


def test_what_is_kept_under_a_huge_number_takes_no_memory() -> None:
    body = b"}r" + struct.pack("<I", 2**32 - 1)
    tracemalloc.start()
    try:
        assert read_legacy_weights(legacy_file(body, {})) == {}
        assert tracemalloc.get_traced_memory()[1] < MEMORY_BYTES
    finally:
        tracemalloc.stop()


def calls(command: str) -> dict[str, bytes]:
    """Pickles that would run a shell command or Python, each in another way."""
    code = f"__import__('os').system({command!r})"
    system, argument = named("posix", "system"), text(command)
    return {
        "os.system": system + b"(" + argument + b"tR",
        "builtins.eval": named("builtins", "eval") + b"(" + text(code) + b"tR",
        "builtins.exec by protocol 4": text("builtins") + text("exec") + b"\x93(" + text(code) + b"tR",
        "instance": b"(" + argument + b"iposix\nsystem\n",
        "object": b"(" + system + argument + b"o",
        "new object": named("subprocess", "Popen") + group(argument) + b"\x81",
        "extension": b"\x82\x01" + group(argument) + b"R",
        "reduced twice": named("builtins", "getattr") + group(named("os", "path"), text("os")) + b"R",
        "by partial": named("functools", "partial") + group(system, argument) + b"R)R",
        "another name of torch": named("torch._utils", "_rebuild_parameter") + group(system, argument) + b"R",
        "torch's own loader": named("torch", "load") + group(argument) + b"R",
        "dotted": named("collections", "OrderedDict.fromkeys") + group(argument) + b"R",
        "a call in a tensor": tensor(system + group(argument) + b"R", 0, (1,), (1,)),
        "a mapping of a call": named("collections", "OrderedDict") + group(system + group(argument) + b"R") + b"R",
        "a called storage type": named("torch", "FloatStorage") + group(argument) + b"R",
        "a called tensor": tensor(OF_FOUR, 0, (4,), (1,)) + group(argument) + b"R",
        "a storage that is a call": system + group(argument) + b"RQ",
        "state that is a call": ORDERED + system + group(argument) + b"Rb",
    }


@pytest.mark.parametrize("name", calls(""))
def test_nothing_is_called(name: str, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    hostile = calls(f"touch {marker}")[name]
    for body in (hostile, mapping({"weight": hostile}), mapping({"weight": tensor(OF_FOUR, 0, (4,), (1,))}) + hostile):
        assert_refused(legacy_file(body, FOUR))
    assert_refused(pickled(hostile))
    assert not marker.exists()


def nested(depth: int) -> bytes:
    """A tuple that holds itself twice, `depth` times over: its hash takes 2 ** depth steps."""
    return b"))\x86" + b"".join(b"q\x01h\x01\x86" for _ in range(depth))


def one(body: bytes) -> bytes:
    return legacy_file(mapping({"weight": body}), FOUR)


def zip_archive() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("archive/data.pkl", PLAIN)
    return target.getvalue()


def tar_archive() -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("sys_info"), io.BytesIO(b""))
    return target.getvalue()


def copies() -> bytes:
    values = np.zeros((300, 300), "<f4")
    of = storage("0", "FloatStorage", values.size)
    transposed = {str(i): tensor(of, 0, (300, 300), (1, 300)) for i in range(1000)}
    return legacy_file(mapping(transposed), {"0": values})


DAMAGED: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "text": lambda: b"weights\n" * 100,
    "a zip archive, as PyTorch writes since 1.6": zip_archive,
    "a tar archive, as the oldest PyTorch wrote": tar_archive,
    "another magic number": lambda: legacy_file(mapping({}), {}, magic=MAGIC_NUMBER + 1),
    "a plain pickle": lambda: pickle.dumps({"weight": [1.0, 2.0]}, protocol=2),
    "a number for a tensor": lambda: one(number(1)),
    "a name that is a number": lambda: legacy_file(ORDERED + number(1) + tensor(OF_FOUR, 0, (4,), (1,)) + b"s", FOUR),
    "a hash without end": lambda: legacy_file(b"}" + nested(80) + b"Ns", {}),
    "extents without end": lambda: one(tensor(OF_FOUR, 0, (2**31 - 1,) * 2000, (1,) * 2000)),
    "a nested extent": lambda: one(
        named("torch._utils", "_rebuild_tensor_v2") + group(OF_FOUR, number(0), group(nested(80)), numbers((1,))) + b"R"
    ),
    "text without end": lambda: one(b"X" + struct.pack("<I", 2**32 - 1) + b"abc"),
    "bytes without end": lambda: one(b"\x8e" + struct.pack("<Q", 2**60)),
    "a bytearray without end": lambda: one(b"\x96" + struct.pack("<Q", 2**60)),
    "a number without end": lambda: one(b"\x8b" + struct.pack("<i", 2**31 - 1)),
    "digits without end": lambda: one(b"L" + b"9" * 100_000 + b"L\n"),
    "a frame without end": lambda: one(b"\x95" + struct.pack("<Q", 2**60)),
    "a storage of all memory": lambda: one(tensor(storage("0", "FloatStorage", 2**62), 0, (4,), (1,))),
    "a storage of more than there is": lambda: one(tensor(storage("0", "FloatStorage", 2**31 - 1), 0, (4,), (1,))),
    "a storage of less than nothing": lambda: one(tensor(storage("0", "FloatStorage", -4), 0, (4,), (1,))),
    "objects for numbers": lambda: one(tensor(storage("0", "ObjectStorage", 4), 0, (4,), (1,))),
    "beyond the storage": lambda: one(tensor(OF_FOUR, 1, (4,), (1,))),
    "strides beyond the storage": lambda: one(tensor(OF_FOUR, 0, (2, 2), (4, 1))),
    "strides without end": lambda: one(tensor(OF_FOUR, 0, (2,), (2**62,))),
    "backwards": lambda: one(tensor(OF_FOUR, 3, (4,), (-1,))),
    "before the storage": lambda: one(tensor(OF_FOUR, -4, (4,), (1,))),
    "overlapping to more than there is": lambda: one(tensor(OF_FOUR, 0, (1000, 1000), (0, 0))),
    "another number of strides": lambda: one(tensor(OF_FOUR, 0, (2, 2), (1,))),
    "more axes than arrays have": lambda: one(tensor(OF_FOUR, 0, (1,) * 100, (1,) * 100)),
    "one storage copied a thousand times": copies,
    "two descriptions of one storage": lambda: legacy_file(
        mapping({"a": tensor(OF_FOUR, 0, (4,), (1,)), "b": tensor(storage("0", "ByteStorage", 4), 0, (4,), (1,))}), FOUR
    ),
    "a storage that is not there": lambda: one(tensor(storage("1", "FloatStorage", 4), 0, (4,), (1,))),
    "a storage too many": lambda: legacy_file(mapping({}), FOUR),
    "something behind the end": lambda: PLAIN + b"\0",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_no_plain_file_of_tensors_is_refused(name: str) -> None:
    assert_refused(DAMAGED[name]())


@pytest.mark.parametrize("length", range(0, len(PLAIN), 3))
def test_a_file_that_ends_too_early_is_refused(length: int) -> None:
    assert_refused(PLAIN[:length])


@settings(deadline=None)
@given(st.data())
def test_damage_is_refused_or_gives_arrays_and_nothing_else(data: st.DataObject) -> None:
    content = bytearray(PLAIN)
    for place in data.draw(st.lists(st.integers(0, len(PLAIN) - 1), min_size=1, max_size=4)):
        content[place] = data.draw(st.integers(0, 255))
    try:
        read = read_legacy_weights(bytes(content))
    except BreedLensError as error:
        assert error.code == "weights_refused"
    else:
        assert all(isinstance(name, str) and isinstance(array, np.ndarray) for name, array in read.items())
