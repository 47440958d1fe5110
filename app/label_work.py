"""The label library as the window's worker uses it: one thing after the other, each told once it is on the disk."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from core.control import Control
from core.errors import BreedLensError, PhotoError
from core.files import shown

if TYPE_CHECKING:
    from app.model_in_use import ModelInUse
    from core.inference.prediction_store import PredictionStore
    from core.library.backups import Backup
    from core.library.library import LabelLibrary
    from core.library.records import Action, LibraryBreed, Origin, PhotoLabel, Status

log = logging.getLogger(__name__)

_RESTORE_WAIT_S = 2.0

Labels = Mapping[str, "PhotoLabel"]
"""by path, as the window spells it"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of one photo: a status, and the breed in any words where the status has one."""

    status: Status
    breed: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """What can be taken back and done again (None where there is no such step), and the breeds that can be given."""

    undo: Action | None = None
    redo: Action | None = None
    breeds: tuple[LibraryBreed, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was taken back or done again, and how many of its photos were never open in the window."""

    action: Action
    elsewhere: int


@dataclass(frozen=True, slots=True)
class News:
    """What a job did: the name of the signal that tells it, and what it carries."""

    name: Literal[
        "left", "opened", "closed", "found", "changed", "steps", "restored", "undone", "redone", "unread", "failed"
    ]
    value: Any = None


Job = Callable[["LabelWork", Control], Iterator[News]]


class LabelWork:
    """An open library, and which of its photos the window's files are. For one thread at a time."""

    def __init__(self, path: Path | None, predictions: Callable[[], PredictionStore]) -> None:
        self.path = path
        self._may_make = False
        self.library: LabelLibrary | None = None
        self._predictions = predictions
        self._files: dict[str, None] = {}
        """all that the window asked for, in their order; `_photos` are those that the open library knows"""
        self._photos: dict[str, int] = {}
        self._paths: dict[int, set[str]] = {}

    def do(self, control: Control, job: Job) -> Iterator[News]:
        """Carry out a job on the open library, which is opened first where it is not.

        Raises:
            BreedLensError: it cannot be opened, or the job cannot be done; nothing of it is on the disk.
        """
        if self.library is None:
            from core.library.library import LabelLibrary

            if self.path is not None and not self._may_make and not self.path.is_file():
                raise BreedLensError(
                    "library_gone",
                    "The labels in {path} are not there. Is the disk connected that they are on?",
                    path=shown(str(self.path)),
                )
            self.library = LabelLibrary(self.path)
            yield from self._tell_steps()
            yield News("opened", (self.library.why_read_only, self.library.why_no_backup))
        yield from job(self, control)

    def close(self, *, back_up: bool = True) -> None:
        """Give the file back; see `LabelLibrary.close`."""
        if self.library is not None:
            self.library.close(back_up=back_up)
        self.library = None

    # jobs

    def look_up(self, control: Control, paths: Sequence[str]) -> Iterator[News]:
        """The labels of files, of those that the library knows; it is opened first where it is not."""
        was_open = self.library is not None
        self._files |= dict.fromkeys(paths)
        # what was asked for in vain, while the library could not be opened, is still waited for
        yield from self.do(control, partial(LabelWork._find, paths=list(paths if was_open else self._files)))

    def say(
        self,
        control: Control,  # noqa: ARG002
        said: Mapping[str, Said],
        origin: Origin,
        model: ModelInUse | None,
    ) -> Iterator[News]:
        """Label photos as one step; photos that cannot be read are told, and the others labelled."""
        from core.library.records import WITH_BREED, Label

        library = self._opened()
        photos = dict(zip(said, library.add_photos(said), strict=True))
        unread = {path: photo for path, photo in photos.items() if isinstance(photo, PhotoError)}
        known = {path: photo for path, photo in photos.items() if not isinstance(photo, PhotoError)}
        for path, photo in known.items():
            self._note(path, photo)
        if known:
            action = library.begin()
            words = {said[path].breed for path in known if said[path].status in WITH_BREED}
            breeds = {word: library.add_breed(word, action).id for word in sorted(words)}
            library.label(
                {photo: Label(said[path].status, breeds.get(said[path].breed)) for path, photo in known.items()},
                origin,
                action,
            )
            yield from self._tell_steps()
            yield from self._tell(list(known.values()))
        if unread:
            yield News("unread", unread)
        if known and model is not None:
            self._keep_answers(known, model)

    def step(self, control: Control, which: Literal["undo", "redo"]) -> Iterator[News]:  # noqa: ARG002
        """Take the last step back, or do it again."""
        library = self._opened()
        done = library.undo() if which == "undo" else library.redo()
        if done is not None:
            action, photos = done
            yield from self._tell_steps()
            yield from self._tell(photos)
            elsewhere = sum(1 for photo in photos if not self._paths.get(photo))
            yield News("undone" if which == "undo" else "redone", Step(action, elsewhere))

    def change_breeds(self, control: Control, change: Callable[[LabelLibrary], None]) -> Iterator[News]:
        """Rename or merge breeds."""
        change(self._opened())
        yield from self.tell_all(control)

    def tell_all(self, control: Control) -> Iterator[News]:  # noqa: ARG002
        """The labels of all files that the window asked for: something else wrote into the library."""
        yield from self._tell_steps()
        yield from self._tell(list(self._paths))

    def reopen(self, control: Control, path: Path | None) -> Iterator[News]:
        """Another library, or the same file again; then the labels of all files that the window asked for."""
        yield from self._leave()
        self.path, self._may_make = path, True
        yield from self.look_up(control, ())

    def look_again(self, control: Control) -> Iterator[News]:
        """Open what could not be opened, or could only be read while another had it open and has closed it since."""
        from core.library.connection import is_free

        if self.library is not None:
            if not is_free(self.library.path):
                return
            yield from self._leave()
        yield from self.look_up(control, ())

    def restore(self, control: Control, backup: Backup | None) -> Iterator[News]:
        """Put a backup in the place of the library, by default the latest that is whole.

        Raises:
            BreedLensError: it cannot be; the library is as it was, and open again where it can be opened.
        """
        from core.library.library import default_library
        from core.library.restoring import restore

        yield from self._leave()
        try:
            used, aside = restore(self.path or default_library(), backup, wait_s=_RESTORE_WAIT_S)
        except BreedLensError:
            with contextlib.suppress(BreedLensError):  # the first reason is the one to be told
                yield from self.look_up(control, ())
            raise
        yield News("restored", (used, aside))
        yield from self.reopen(control, self.path)

    def _leave(self) -> Iterator[News]:
        self.close(back_up=False)
        self._photos, self._paths = {}, {}
        yield News("left")

    def _find(self, control: Control, paths: Sequence[str]) -> Iterator[News]:
        library = self._opened()
        photos = library.known_files(paths, control)
        for path, photo in photos.items():
            self._note(path, photo)
        labels = library.labels(list(set(photos.values())))
        yield News("found", {path: labels[photo] for path, photo in photos.items()})

    def _opened(self) -> LabelLibrary:
        assert self.library is not None, "`do` opens it"
        return self.library

    def _note(self, path: str, photo: int) -> None:
        self._files[path] = None
        before = self._photos.get(path)
        if before is not None and before != photo:
            self._paths[before].discard(path)
        self._photos[path] = photo
        self._paths.setdefault(photo, set()).add(path)

    def _tell(self, photos: Sequence[int]) -> Iterator[News]:
        labels = self._opened().labels([photo for photo in photos if self._paths.get(photo)])
        yield News("changed", {path: label for photo, label in labels.items() for path in self._paths[photo]})

    def _tell_steps(self) -> Iterator[News]:
        library = self._opened()
        undo, redo = library.next_steps()
        yield News("steps", Steps(undo, redo, tuple(library.breeds())))

    def _keep_answers(self, photos: Mapping[str, int], model: ModelInUse) -> None:
        from core.library.answers import answer_of

        try:
            model_id = model.get().model_id
            known = self._predictions().get_many(list(photos), model_id)
            answers = {photos[path]: answer_of(answer) for path, answer in known.items()}
            if answers:
                self._opened().put_predictions(answers, model_id)
        except BreedLensError as error:  # the labels are written all the same, which is what the person must know
            log.warning("The model's answers could not be kept with the labels", exc_info=error)
