"""What a study writes: its chart as SVG and PNG, its figures as CSV and JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from core.evaluation.charts import Curve, Interval, as_percent, interval_chart, line_chart
from core.evaluation.drawing import Drawing
from core.evaluation.report import as_csv, prepare_folder, write_files
from core.evaluation.studies import BreedsStudy, PreprocessingStudy

BREEDS, PREPROCESSING = "breeds", "preprocessing"


def as_record(study: BreedsStudy | PreprocessingStudy) -> dict[str, Any]:
    """The study as plain values, ready for JSON."""
    points = [
        _flat(asdict(point)) | ({"chance": point.chance} if isinstance(study, BreedsStudy) else {})  # type: ignore[union-attr]
        for point in study.points
    ]
    return {
        "event": "studied",
        "study": BREEDS if isinstance(study, BreedsStudy) else PREPROCESSING,
        "model": study.model,
        "photos": study.photos,
        "breeds": study.breeds,
        "protocol": study.protocol,
        "points": points,
        "left_out": list(study.left_out),
        "bad_photos": [
            {"path": path, "code": error.code.value, "message": error.message} for path, error in study.bad_photos
        ],
    }


def _flat(point: dict[str, Any]) -> dict[str, Any]:
    """An interval's parts beside the other figures."""
    if not isinstance(point["accuracy"], dict):
        return point
    share = point.pop("accuracy")
    own = {"accuracy": share["value"], "low": share["low"], "high": share["high"], "photos": share["count"]}
    return {"name": point.pop("name")} | own | point


def chart_of(study: BreedsStudy | PreprocessingStudy) -> Drawing:
    """The study as one picture."""
    if isinstance(study, PreprocessingStudy):
        rows = [Interval(one.name, one.accuracy.value, one.accuracy.low, one.accuracy.high) for one in study.points]
        title = f"Accuracy by preprocessing, {study.photos:,} photos of {study.breeds} breeds"
        label = "held-out accuracy with its 95% interval"
        return interval_chart(title, rows, x_label=label, reference=rows[0].value)
    points = study.points
    counts = [float(one.breeds) for one in points]
    measured = Curve(
        study.model,
        counts,
        [one.accuracy for one in points],
        [one.low for one in points],
        [one.high for one in points],
        dots=True,
    )
    every = range(points[0].breeds, points[-1].breeds + 1)
    guess = Curve("a guess", [*every], [1 / count for count in every], dashed=True)
    title = "Accuracy as breeds are added"
    return line_chart(
        title, [measured, guess], x_label="breeds", y_label="held-out accuracy", form=as_percent, y_range=(0.0, 1.0)
    )


def write_study(study: BreedsStudy | PreprocessingStudy, folder: Path | str) -> Path:
    """Write `study-NAME` as .svg, .png, .csv and .json into a folder; the chart's path.

    Raises:
        BreedLensError: the folder cannot be written.
    """
    folder = prepare_folder(folder)
    record, chart = as_record(study), chart_of(study)
    name = f"study-{record['study']}"
    titles = list(record["points"][0])
    png = cv2.imencode(".png", np.ascontiguousarray(chart.to_pixels()[..., ::-1]))[1].tobytes()
    files = {
        f"{name}.json": (json.dumps(record, indent=1) + "\n").encode("ascii"),
        f"{name}.csv": as_csv([titles, *([point[title] for title in titles] for point in record["points"])]),
        f"{name}.png": png,
        f"{name}.svg": chart.to_svg().encode("utf-8", "backslashreplace"),
    }
    write_files(folder, files)
    return folder / f"{name}.svg"
