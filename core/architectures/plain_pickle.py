"""Read the few pickle instructions that a file of plain tensors is made of, without unpickling.

A pickle is a program for a small machine, and Python's own machine can be made to call functions, to hash for hours
and to reserve memory without end before any check has its turn. The machine here knows 30 instructions, calls only
what its caller hands it, uses only strings as keys and reserves nothing that the file does not hold.
Format: `pickletools` in the standard library, which also splits the bytes into instructions.
"""

from __future__ import annotations

import pickletools
from collections.abc import Callable, Mapping
from typing import IO, Any

MOST_INSTRUCTIONS = 1_000_000
_MARK = object()

_CONSTANTS: Mapping[str, Any] = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False, "EMPTY_TUPLE": ()}
_CONTAINERS: Mapping[str, Callable[[], Any]] = {"EMPTY_DICT": dict, "EMPTY_LIST": list}
_LITERALS = {"BININT", "BININT1", "BININT2", "LONG1", "BINUNICODE"}
_TUPLES = {"TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}
_KEEP, _FETCH = {"BINPUT", "LONG_BINPUT"}, {"BINGET", "LONG_BINGET"}


class PlainPickleReader:
    """Answers the names and persistent ids of a pickle with what the caller provides, and refuses everything else."""

    def __init__(self, named: Mapping[str, Any], persistent: Callable[[Any], Any]) -> None:
        """
        Args:
            named: what a global stands for, by `module name`; a value that is callable may be called by the pickle.
            persistent: answers a persistent id.
        """
        self._named, self._persistent = named, persistent

    def read(self, file: IO[bytes]) -> Any:
        """The object of the pickle at the file's position, which moves behind it.

        Raises:
            ValueError: an instruction, a name or an argument that is not admitted, or a damaged pickle.
        """
        machine = _Machine(self._named, self._persistent)
        for count, (instruction, argument, _) in enumerate(pickletools.genops(file)):
            if count >= MOST_INSTRUCTIONS:
                raise ValueError("too many instructions")
            if instruction.name == "STOP":
                return machine.pop()
            machine.step(instruction.name, argument)
        raise ValueError("no end")


class _Machine:
    def __init__(self, named: Mapping[str, Any], persistent: Callable[[Any], Any]) -> None:
        self._named, self._persistent = named, persistent
        self._stack: list[Any] = []
        self._memo: dict[int, Any] = {}

    def step(self, name: str, argument: Any) -> None:
        if name in _CONSTANTS:
            self._stack.append(_CONSTANTS[name])
        elif name in _CONTAINERS:
            self._stack.append(_CONTAINERS[name]())
        elif name in _LITERALS:
            self._stack.append(argument)
        elif name in _TUPLES:
            self._stack.append(tuple(self.pop() for _ in range(_TUPLES[name]))[::-1])
        elif name in _KEEP:
            self._memo[argument] = self._top()
        elif name in _FETCH:
            if argument not in self._memo:
                raise ValueError(f"nothing was kept under {argument}")
            self._stack.append(self._memo[argument])
        else:
            self._construct(name, argument)

    def _construct(self, name: str, argument: Any) -> None:
        match name:
            case "PROTO" if argument == 2:
                pass
            case "MARK":
                self._stack.append(_MARK)
            case "TUPLE":
                self._stack.append(tuple(self._since_mark()))
            case "APPEND":
                item = self.pop()
                self._container(list).append(item)
            case "APPENDS":
                items = self._since_mark()
                self._container(list).extend(items)
            case "SETITEM":
                value, key = self.pop(), self.pop()
                self._set([key, value])
            case "SETITEMS":
                self._set(self._since_mark())
            case "GLOBAL" if argument in self._named:
                self._stack.append(self._named[argument])
            case "REDUCE":
                arguments, function = self.pop(), self.pop()
                if not callable(function) or not isinstance(arguments, tuple):
                    raise ValueError("a call of something that is no function")
                self._stack.append(function(*arguments))
            case "BINPERSID":
                self._stack.append(self._persistent(self.pop()))
            case "BUILD":
                # attributes of the object below, such as PyTorch's notes on module versions: nobody asks for them
                self.pop()
                self._top()
            case _:
                raise ValueError(f"it asks for {name} {str(argument)[:100]}")

    def pop(self) -> Any:
        """Take the uppermost value."""
        value = self._top()
        self._stack.pop()
        return value

    def _top(self) -> Any:
        if not self._stack or self._stack[-1] is _MARK:
            raise ValueError("a value is missing")
        return self._stack[-1]

    def _since_mark(self) -> list[Any]:
        values: list[Any] = []
        while self._stack:
            value = self._stack.pop()
            if value is _MARK:
                return values[::-1]
            values.append(value)
        raise ValueError("a mark is missing")

    def _container(self, kind: type) -> Any:
        container = self._top()
        if type(container) is not kind:
            raise ValueError(f"no {kind.__name__} to put values in")
        return container

    def _set(self, items: list[Any]) -> None:
        keys, values = items[::2], items[1::2]
        # strings alone: the hash of a nested tuple can take hours
        if len(keys) != len(values) or not all(isinstance(key, str) for key in keys):
            raise ValueError("keys that are not strings")
        self._container(dict).update(zip(keys, values, strict=True))
