"""What the files of a report are called; light to import."""

from __future__ import annotations

REPORT, FIGURES = "report.html", "metrics.json"
