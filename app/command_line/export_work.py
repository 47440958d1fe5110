"""The work of `breedlens export`."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence

from app.command_line.outcome import OK, WrongUse, complain, stoppable
from app.command_line.output import check_output, standard_output
from app.command_line.progress import progress_bar
from core.bundles.bundle import SUFFIX
from core.bundles.export import REPORT_SUFFIX, export_model
from core.bundles.formats import SUFFIXES
from core.bundles.parity import ParityReport
from core.catalog import load_catalog
from core.control import Control
from core.files import shown
from core.photos.scan import scan
from core.training.run_of_model import photos_to_compare, run_of_model


def write_model(model: str, format: str, output: str | None, photos: str | None, *, as_json: bool) -> int:
    """Export a model and say how far it agrees."""
    target = output or f"{_name(model)}{SUFFIXES[format]}"
    check_output(target)
    if format == "keras" and not target.endswith(SUFFIXES[format]):
        raise WrongUse(f"Keras reads only files whose names end in {SUFFIXES[format]}; please name another --output.")
    with stoppable() as control:
        run = run_of_model(model) if photos is None else None
        paths = _photos(photos, control) if photos is not None else photos_to_compare(run) if run else ()
        with progress_bar("Comparing") as bar:
            report = export_model(model, format, target, paths, control, on_progress=bar.on_progress)
    for path in report.bad_photos:
        complain(f"{shown(path)} could not be read, and was not asked about.")
    write = standard_output()
    if as_json:
        write(json.dumps({"event": "exported", **report.to_dict()}) + "\n")
    else:
        write(_lines(report, f" of the run {run.name}" if run else ""))
    return OK


def _name(model: str) -> str:
    entry = load_catalog().find(model)
    return entry.name if entry else os.path.basename(os.path.normpath(model)).removesuffix(SUFFIX)


def _photos(place: str, control: Control) -> Sequence[str]:
    if not os.path.exists(place):
        raise WrongUse(f"There is no file or folder {shown(place)}.")
    found = [path for chunk in scan([place], recursive=True, control=control) for path in chunk]
    if not found:
        raise WrongUse(f"There are no photos in {shown(place)}.")
    return found


def _lines(report: ParityReport, whose: str) -> str:
    asked = f"{report.photos} photos{shown(whose)}" if report.photos else "drawn pictures"
    return (
        f"{shown(report.file)}: {report.bytes / 1e6:.1f} MB, {len(report.classes)} breeds, takes {report.input}.\n"
        f"Compared with BreedLens on {asked}: the same first breed for {report.top1_agreement:.1%}, "
        f"largest difference of a probability {report.max_difference:.1e}.\n"
        f"The report is in {shown(report.file + REPORT_SUFFIX)}.\n"
    )
