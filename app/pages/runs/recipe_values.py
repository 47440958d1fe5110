"""The values of a recipe as people write them: yes and no, numbers of their language, steps in their order."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLocale, QObject

from app.translation import printable
from app.widgets.figures import figure_text

_DIGITS = 6
_NONE = "–"


class RecipeValues(QObject):
    """Turns a value, as JSON has it, into words."""

    def text(self, value: Any) -> str:
        """What stands in the table."""
        if isinstance(value, bool):
            return self.tr("yes") if value else self.tr("no")
        if value is None or value in ([], {}, ""):
            return _NONE
        if isinstance(value, int):
            return QLocale().toString(value)
        if isinstance(value, float):
            return figure_text(value, _DIGITS)
        if isinstance(value, list):
            is_order = all(isinstance(item, dict) for item in value)
            return (" → " if is_order else self.tr("; ")).join(map(self.text, value))
        if isinstance(value, dict):
            return self._step(value)
        return printable(str(value))

    def _step(self, fields: dict[str, Any]) -> str:
        """A step of the preprocessing: its name, then what there is to say of it."""
        others = [f"{_words(name)} {self.text(value)}" for name, value in fields.items() if name != "step"]
        name = _words(str(fields.get("step", "")))
        options = self.tr("; ").join(others)
        return f"{name} ({options})" if name and options else name or options


def _words(name: str) -> str:
    """ "centre_crop" as "centre crop"."""
    return printable(name.replace("_", " "))
