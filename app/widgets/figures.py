"""Figures as a person reads them, in the language in force."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale


def percent_text(share: float, places: int = 1) -> str:
    """0..1 as "91.8%"."""
    number = QLocale().toString(100.0 * share, "f", places)
    return QCoreApplication.translate("Figures", "{number}%").format(number=number)


def duration_text(seconds: float) -> str:
    """ "45 s", "12 min", "3.5 h"."""
    if seconds < 90:
        text = QCoreApplication.translate("Figures", "{number} s")
        return text.format(number=QLocale().toString(max(0, round(seconds))))
    if seconds < 5400:
        text = QCoreApplication.translate("Figures", "{number} min")
        return text.format(number=QLocale().toString(round(seconds / 60)))
    text = QCoreApplication.translate("Figures", "{number} h")
    return text.format(number=QLocale().toString(seconds / 3600, "f", 1))


def count_text(count: float) -> str:
    """ "1,234,567"."""
    return QLocale().toString(round(count))


def figure_text(value: float, digits: int = 4) -> str:
    """ "0.2345" or "1e-05"."""
    return QLocale().toString(float(value), "g", digits)
