"""TensorBoard's event files, written without TensorFlow: any backend may train.

A file is a row of records (TFRecord: length, its CRC, content, its CRC), each an `Event` protocol buffer:
https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/util/event.proto
"""

from __future__ import annotations

import os
import re
import struct
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_CRC32C = 0x82F63B78
"""the Castagnoli polynomial, reflected"""
_MASK_DELTA = 0xA282EAD8
_SESSION_START = 1
_NAME = re.compile(r"events\.out\.tfevents\.(\d+)\.")
_VARINT, _EIGHT_BYTES, _LENGTH, _FOUR_BYTES = 0, 1, 2, 5


class EventFile:
    """Scalars of one curve group, such as training; every attempt of a run adds a file of its own."""

    def __init__(self, folder: Path, *, first_step: int) -> None:
        """Begin a file. What an earlier attempt logged from `first_step` on is then passed over by TensorBoard.

        Raises:
            OSError: the folder cannot be written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        names = (_NAME.match(path.name) for path in folder.iterdir())
        last = max((int(name[1]) for name in names if name), default=0)
        # files are read in the order of their names, which must hold even where the clock went back
        stamp = max(int(time.time()), last + 1)
        self._file = (folder / f"events.out.tfevents.{stamp:010d}.breedlens.{os.getpid()}").open("ab")
        self._write(_event(0) + _field(3, _LENGTH, b"brain.Event:2"))
        if last:
            self._write(_event(first_step) + _field(7, _LENGTH, _field(1, _VARINT, _varint(_SESSION_START))))
        self._file.flush()

    def add(self, step: int, scalars: Mapping[str, float]) -> None:
        """Log values by their tags.

        Raises:
            OSError: the disk is full, or gone.
        """
        values = b"".join(
            _field(1, _LENGTH, _field(1, _LENGTH, tag.encode()) + _field(2, _FOUR_BYTES, struct.pack("<f", value)))
            for tag, value in scalars.items()
        )
        self._write(_event(step) + _field(5, _LENGTH, values))
        self._file.flush()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _write(self, content: bytes) -> None:
        length = struct.pack("<Q", len(content))
        checks = (struct.pack("<I", _masked_crc(data)) for data in (length, content))
        self._file.write(length + next(checks) + content + next(checks))


def _event(step: int) -> bytes:
    return _field(1, _EIGHT_BYTES, struct.pack("<d", time.time())) + _field(2, _VARINT, _varint(step))


def _field(number: int, kind: int, content: bytes) -> bytes:
    length = _varint(len(content)) if kind == _LENGTH else b""
    return _varint(number << 3 | kind) + length + content


def _varint(value: int) -> bytes:
    parts = bytearray()
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*parts, value])


def _masked_crc(data: bytes) -> int:
    crc = 0xFFFFFFFF
    for byte in data:
        crc = _crc_table()[(crc ^ byte) & 0xFF] ^ crc >> 8
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + _MASK_DELTA) & 0xFFFFFFFF


@cache
def _crc_table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = crc >> 1 ^ (_CRC32C if crc & 1 else 0)
        table.append(crc)
    return tuple(table)
