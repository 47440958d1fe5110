"""The work of `breedlens classify`: find the photos, answer them in order, save heat maps."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.command_line.answers import answer_all, answer_one
from app.command_line.arguments import Format
from app.command_line.classify import Request
from app.command_line.formats import CsvLines, Formatter, JsonLines, TableLines
from app.command_line.library_noise import libraries_in_log
from app.command_line.outcome import OK, SOME_FAILED, WrongUse, complain, stoppable
from app.command_line.output import Write, check_not_among, check_output, file_output, standard_output
from app.command_line.progress import progress_bar
from core.breeds import Language, load_breed_table
from core.control import Control, OnProgress
from core.errors import PhotoError
from core.exports.report import Row
from core.files import shown, write_failure
from core.inference.classifier import Classifier
from core.photos.scan import scan
from core.thread_priority import usable_cores


@dataclass(frozen=True, slots=True)
class _Photos:
    """The photos in the order of their answers, and the folders that cannot be read."""

    paths: Sequence[str]
    problems: Sequence[Row]


@dataclass(slots=True)
class _Tally:
    """What became of the photos."""

    answered: list[str] = field(default_factory=list)
    failed: int = 0

    def note(self, row: Row) -> None:
        path, answer = row
        if isinstance(answer, PhotoError):
            self.failed += 1
        else:
            self.answered.append(path)


def answer(request: Request) -> int:
    """Do what was asked; the exit code.

    Raises:
        WrongUse: the request makes no sense.
        BreedLensError: no such model, or the model is damaged.
        Cancelled: Ctrl+C.
    """
    if request.output:
        check_output(request.output)
    if request.gradcam:
        _make_folder(request.gradcam)
    with stoppable() as control:
        photos = _find(request, control)
        paths = photos.paths
        if request.output:
            check_not_among(request.output, paths)
        if not paths and not photos.problems:
            complain(
                "No photos were found." + ("" if request.recursive else " --recursive looks in the folders below.")
            )
        cores = usable_cores() if len(paths) == 1 else 1
        classifier = Classifier.load(request.model, views_name=request.views, threads=cores)
        if request.gradcam and not classifier.has_heat_maps:
            raise WrongUse(f"The model {classifier.name} cannot show where it looked.")
        tally, form = _Tally(), _formatter(request, paths, classifier)
        with libraries_in_log(), _destination(request) as write, progress_bar("Photos", wanted=len(paths) > 1) as bar:
            rows = _rows(photos, classifier, threads=request.threads, control=control, on_progress=bar.on_progress)
            with contextlib.closing(rows):
                _write_all(rows, form, write if request.output else bar.over(write), tally)
        return _finish(request, classifier, control, tally)


def _find(request: Request, control: Control) -> _Photos:
    problems: list[Row] = []
    chunks = scan(
        request.paths,
        recursive=request.recursive,
        control=control,
        on_problem=lambda folder, error: problems.append((folder, error)),
    )
    return _Photos([path for chunk in chunks for path in chunk], problems)


@contextlib.contextmanager
def _destination(request: Request) -> Iterator[Write]:
    if request.output:
        # A saved table has a byte order mark, for spreadsheets; one in a pipe has none, for programs.
        with file_output(request.output, encoding="utf-8-sig" if request.format is Format.CSV else "utf-8") as write:
            yield write
    else:
        yield standard_output("utf-8" if request.format is Format.CSV else None)


def _write_all(rows: Iterator[Row], form: Formatter, write: Write, tally: _Tally) -> None:
    """Write every answer as it comes."""
    write(form.head())
    for row in rows:
        write(form.row(row))
        tally.note(row)


def _rows(
    photos: _Photos, classifier: Classifier, *, threads: int, control: Control, on_progress: OnProgress
) -> Generator[Row]:
    if len(photos.paths) == 1:
        yield answer_one(photos.paths[0], classifier)
    elif photos.paths:
        yield from answer_all(photos.paths, classifier, threads=threads, control=control, on_progress=on_progress)
    yield from photos.problems


def _formatter(request: Request, paths: Sequence[str], classifier: Classifier) -> Formatter:
    breeds = load_breed_table()
    language: Language = "fr" if request.language == "fr" else "en"
    match request.format:
        case Format.JSON:
            return JsonLines(request.top, breeds, language, classifier.name)
        case Format.CSV:
            return CsvLines(request.top, breeds, language)
    return TableLines(request.top, breeds, language, paths=paths, always_breeds=request.always_breeds)


def _finish(request: Request, classifier: Classifier, control: Control, tally: _Tally) -> int:
    """Save the heat maps, and say what failed."""
    failed_overlays = 0
    if request.gradcam and tally.answered:
        failed_overlays = _save_overlays(request, request.gradcam, classifier, control, tally)
    if tally.failed:
        count = len(tally.answered) + tally.failed
        complain(f"{tally.failed} of {count} could not be read.")
    return SOME_FAILED if tally.failed or failed_overlays else OK


def _save_overlays(request: Request, folder: str, classifier: Classifier, control: Control, tally: _Tally) -> int:
    from core.exports.overlays import save_overlays

    with progress_bar("Heat maps", wanted=len(tally.answered) > 1) as bar:
        report = save_overlays(
            tally.answered, classifier, folder, request.opacity, control=control, on_progress=bar.on_progress
        )
    for path, reason in report.left_out:
        complain(f"No heat map for {shown(path)}: {reason.message}")
    return len(report.left_out)


def _make_folder(path: str) -> None:
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUse(f"The folder {shown(path)} cannot be made. {write_failure(error).message}") from error
