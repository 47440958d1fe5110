"""Many names in one sentence."""

from __future__ import annotations

from collections.abc import Sequence


def enumerated(names: Sequence[str], most: int, separator: str = ", ") -> str:
    """The first `most` names, and how many others there are: "Pug, Beagle and 3 others"."""
    shown, others = separator.join(names[:most]), len(names) - most
    return f"{shown} and {others} other{'s' if others > 1 else ''}" if others > 0 else shown
