"""The work of `breedlens label`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.command_line.label import Request
from app.command_line.label_lines import LabelLines
from app.command_line.library_arguments import library_file, open_to_read, open_to_write
from app.command_line.outcome import OK, SOME_FAILED, WrongUse, complain, forget_output, stoppable
from app.command_line.output import standard_output
from app.command_line.progress import progress_bar
from core.breeds import load_breed_table
from core.control import Control, Progress
from core.errors import PhotoError
from core.files import shown
from core.library.breed_list import checked_name
from core.library.library import LabelLibrary
from core.library.records import UNLABELLED, Action, Label, Origin, PhotoLabel, Status
from core.photos.natural_order import natural_key
from core.photos.probe import probe_photo
from core.photos.scan import scan

AT_ONCE = 100
"""photos a transaction"""


def set_labels(request: Request) -> int:
    """Label photos, a hundred at a time; the exit code.

    Raises:
        WrongUse: the library's file is no file.
        BreedLensError: the name cannot be a breed's, or the library cannot be opened or written.
        Cancelled: Ctrl+C; what has a line is saved.
    """
    path = library_file(request.library)
    with open_to_write(path, is_new=True) as library, stoppable() as control:
        batch = _Batch(library, request)
        paths, failed = _find(request, control)
        lines = LabelLines(map(os.path.abspath, paths), as_json=request.format == "json")
        with progress_bar("Photos", wanted=len(paths) > AT_ONCE) as bar:
            write = bar.over(standard_output())
            for start, chunk in _chunks(paths):
                control.checkpoint()
                labels, problems = batch.label(chunk)
                for label in labels:
                    try:
                        write(lines.line(label))
                    except BrokenPipeError:  # whoever reads the lines has gone; the photos are to be labelled anyway
                        forget_output()
                for problem in problems:
                    complain(problem)
                failed += len(problems)
                bar.on_progress(Progress(start + len(chunk), len(paths)))
    return SOME_FAILED if failed else OK


def list_labels(request: Request) -> int:
    """List labels; the exit code.

    Raises:
        WrongUse: no such library or breed.
        BreedLensError: the library cannot be opened.
        Cancelled: Ctrl+C.
    """
    with open_to_read(library_file(request.library)) as library, stoppable() as control:
        breed = None if request.breed is None else library.find_breed(request.breed)
        if request.breed is not None and breed is None:
            raise WrongUse(f"No breed is called {shown(request.breed)}.")
        if request.paths:
            labels, failed = _labels_at(library, request, control)
        else:
            labels, failed = sorted(library.labels().values(), key=lambda label: natural_key(label.path)), 0
    if breed is not None:
        labels = [label for label in labels if label.breed == breed.name]
    if request.status is not None:
        labels = [label for label in labels if label.status == request.status]
    _print(labels, request)
    return SOME_FAILED if failed else OK


def step(request: Request, *, is_undo: bool) -> int:
    """Take a step back, or do it again; the exit code.

    Raises:
        WrongUse: no such library.
        BreedLensError: it cannot be opened or written.
    """
    with open_to_write(library_file(request.library)) as library:
        found = library.undo() if is_undo else library.redo()
        if found is None:
            complain(f"There is nothing to {'undo' if is_undo else 'redo'}.")
            return OK
        action, photos = found
        labels = library.labels(photos)
    _print([labels[photo] for photo in photos], request)
    complain(f"{'Undone' if is_undo else 'Done again'}: {_in_words(action, len(photos))}.")
    return OK


class _Batch:
    """Gives the photos of one call their label, as one step.

    The step, and with it a new breed, begins with the first photo that changes.
    """

    def __init__(self, library: LabelLibrary, request: Request) -> None:
        """Raises BreedLensError where the name cannot be a breed's: before any photo is read."""
        self._library = library
        self._status = Status(request.status or Status.LABELLED)
        self._breed = request.breed
        self._is_new = self._breed is not None and library.find_breed(self._breed) is None
        if self._is_new:
            self._breed = checked_name(self._breed or "")
        self._action: int | None = None

    def label(self, paths: Sequence[str]) -> tuple[list[PhotoLabel], list[str]]:
        """The photos as they are now, saved; and a sentence for each file that could not be read."""
        errors = {path: error for path in paths if isinstance(error := self._look(path), PhotoError)}
        readable = [path for path in paths if path not in errors]
        found = dict(zip(readable, self._library.add_photos(readable), strict=True))
        errors |= {path: error for path, error in found.items() if isinstance(error, PhotoError)}
        photos = {path: photo for path, photo in found.items() if isinstance(photo, int)}
        self._save(list(dict.fromkeys(photos.values())))
        labels = self._library.labels(list(photos.values()))
        problems = [f"{shown(path)}: {errors[path].message}" for path in paths if path in errors]
        return [_at(labels[photo], path) for path, photo in photos.items()], problems

    def _look(self, path: str) -> PhotoError | None:
        """Whether a file is a photo at all; what is to lose its label need not be one any more."""
        if self._status is Status.UNLABELLED:
            return None
        header = probe_photo(path)
        return header if isinstance(header, PhotoError) else None

    def _save(self, photos: Sequence[int]) -> None:
        wanted = self._wanted()
        changing = [photo for photo, label in self._library.labels(photos).items() if _said(label) != wanted]
        if not changing:
            return
        if self._action is None:
            self._action = self._library.begin()
        breed = None if self._breed is None else self._library.add_breed(self._breed, self._action).id
        self._library.label(dict.fromkeys(changing, Label(self._status, breed)), Origin.CHOSEN, self._action)
        if self._is_new:
            self._is_new = False
            complain(_new_breed(self._breed or ""))

    def _wanted(self) -> tuple[Status, str | None, Origin | None] | None:
        """What photos have where nothing is to be done; None while the breed is not there yet."""
        if self._breed is None:
            return self._status, None, None if self._status is Status.UNLABELLED else Origin.CHOSEN
        breed = self._library.find_breed(self._breed)
        return None if breed is None else (self._status, breed.name, Origin.CHOSEN)


def _new_breed(name: str) -> str:
    """A breed that nobody had may be a slip of the pen, so it is told, with the one that may be meant."""
    meant = load_breed_table().search(name)[:1]
    like = f", like {meant[0].name_en}" if meant else ""
    return f"{name} is a new breed of your own{like}. breedlens label undo takes it back."


def _said(label: PhotoLabel) -> tuple[Status, str | None, Origin | None]:
    return label.status, label.breed, label.origin


def _at(label: PhotoLabel, path: str) -> PhotoLabel:
    """The label under the path that a person named: of two copies of a photo, each has its line."""
    return replace(label, path=os.path.abspath(path))


def _find(request: Request, control: Control) -> tuple[list[str], int]:
    """The photos that are meant, and how many folders could not be read; each of these is told."""
    problems: list[str] = []
    chunks = scan(
        request.paths,
        recursive=request.recursive,
        control=control,
        on_problem=lambda folder, error: problems.append(f"{shown(folder)}: {error.message}"),
    )
    paths = [path for chunk in chunks for path in chunk]
    for problem in problems:
        complain(problem)
    if not paths and not problems:
        complain("No photos were found." + ("" if request.recursive else " --recursive looks in the folders below."))
    return paths, len(problems)


def _labels_at(library: LabelLibrary, request: Request, control: Control) -> tuple[list[PhotoLabel], int]:
    """The labels of the photos that are meant, and how many could not be read; each of these is told."""
    paths, failed = _find(request, control)
    found: list[PhotoLabel] = []
    for _, chunk in _chunks(paths):
        control.checkpoint()
        photos = library.find_photos(chunk)
        labels = library.labels([photo for photo in photos if isinstance(photo, int)])
        for path, photo in zip(chunk, photos, strict=True):
            if isinstance(photo, PhotoError):
                complain(f"{shown(path)}: {photo.message}")
                failed += 1
            else:
                # a photo that the library does not know has no label either
                nothing = PhotoLabel(0, path, UNLABELLED.status, None, None, "")
                found.append(_at(nothing if photo is None else labels[photo], path))
    return found, failed


def _chunks(paths: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    return ((start, paths[start : start + AT_ONCE]) for start in range(0, len(paths), AT_ONCE))


def _print(labels: Iterable[PhotoLabel], request: Request) -> None:
    labels = list(labels)
    lines = LabelLines((label.path for label in labels), as_json=request.format == "json")
    write = standard_output()
    for label in labels:
        write(lines.line(label))


def _in_words(action: Action, photos: int) -> str:
    match action.kind:
        case "add_breed":
            return "a new breed"
        case "rename_breed":
            return "a new name of a breed"
        case "merge_breeds":
            return f"one breed merged into another, with {_count(photos)}"
        case "import":
            return f"the imported labels of {_count(photos)}"
        case _:
            return f"the labels of {_count(photos)}"


def _count(photos: int) -> str:
    return "1 photo" if photos == 1 else f"{photos} photos"
