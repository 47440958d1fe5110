"""The person's settings on disk: the only place that touches QSettings."""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QObject, QSettings, Signal

from app.options import ALL_OPTIONS, Option, T

log = logging.getLogger(__name__)


class Settings(QObject):
    """Typed values of the declared options, kept in one INI file.

    Values are read once and then held, so that `get` may be called from any thread; `set` belongs to the window's.

    Signals:
        changed: key of the option whose value is now another one.
    """

    changed = Signal(str)

    def __init__(self, file: Path, options: Sequence[Option[Any]] = ALL_OPTIONS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._options = {option.key: option for option in options}
        if len(self._options) != len(options):
            raise ValueError("two options share a key")
        self._store = QSettings(str(file), QSettings.Format.IniFormat)
        self._values: dict[str, Any] = {option.key: self._read(option) for option in options}

    def get(self, option: Option[T]) -> T:
        """The value in force.

        Raises:
            LookupError: the option is not declared in `app.options`.
        """
        value: Any = self._values[self._declared(option).key]
        return cast("T", list(value) if isinstance(value, list) else value)

    def set(self, option: Option[T], value: T) -> None:
        """Keep a value and say so if it is another one.

        Raises:
            LookupError: the option is not declared in `app.options`.
            ValueError: the value has another type than the option, or lies outside its choices or bounds.
        """
        if not self._declared(option).accepts(value):
            raise ValueError(f"{option.key} does not take {value!r}")
        if self._values[option.key] == value:
            return
        self._values[option.key] = list(value) if isinstance(value, list) else value
        self._store.setValue(option.key, _to_text(value))
        self.changed.emit(option.key)

    def choose(self, option: Option[T], value: T) -> None:
        """Keep a value and say so even if it is the same: what it names may be another thing now."""
        if self.get(option) == value:
            self.changed.emit(option.key)
        self.set(option, value)

    def sync(self) -> None:
        """Write everything to the disk now."""
        self._store.sync()

    def _declared(self, option: Option[T]) -> Option[T]:
        if self._options.get(option.key) is not option:
            raise LookupError(f"the setting {option.key!r} is not declared in app/options.py")
        return option

    def _read(self, option: Option[Any]) -> Any:
        text = self._store.value(option.key)
        if text is None:
            return option.default
        try:
            value = _from_text(str(text), type(option.default))
        except ValueError:
            value = None
        if option.accepts(value):
            return value
        log.warning("The setting %s holds %r, which it does not take: its default is used", option.key, text)
        return option.default


def _to_text(value: object) -> str:
    """JSON in ASCII, which keeps types and file names that are not valid Unicode."""
    return json.dumps(base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value)


def _from_text(text: str, kind: type) -> object:
    value = json.loads(text)
    if kind is bytes and isinstance(value, str):
        return base64.b64decode(value, validate=True)
    if kind is float and type(value) is int:
        return float(value)
    return value
