"""Files and folders to chunks of photo paths, as they are found.

Within a folder names are in natural order (photo2 before photo10): files first, then the folders below it, each in
turn; folders that are reached by a link come last, so that their own place wins where both are below one top.
Left out of folders, but never of what was named explicitly: hidden files and folders, the folders that systems and
photo programs keep for themselves, and files without a photo's extension (asking each file for its content would mean
opening all of them; a photo without an extension can be dropped on the window by itself).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from core.control import Control
from core.errors import PhotoError
from core.photos.natural_order import natural_key
from core.photos.source import error_of

PHOTO_EXTENSIONS = frozenset(
    {
        *(".jpg", ".jpeg", ".jpe", ".jfif", ".jif", ".mpo", ".png", ".apng", ".gif", ".bmp", ".dib", ".tif", ".tiff"),
        *(".webp", ".heic", ".heif", ".heics", ".heifs", ".hif", ".avif", ".avifs", ".psd", ".qoi"),
        *(".jp2", ".j2k", ".j2c", ".jpc", ".jpf", ".jpx", ".ppm", ".pgm", ".pbm", ".pnm"),
    }
)
"""Endings, in lower case, by which a folder's files are taken for photos. Sidecars (.xmp, .json, .aae, .thm, ...) and
videos have none of them."""

OVERLAY_SUFFIX = ".heatmap.png"
"""How a saved heat map is called: one that lies beside its photo is no photo to look for a dog in."""

CHUNK = 256
"""Paths a chunk; the first one of a scan is smaller, to be on the screen sooner."""
FIRST_CHUNK = 64

_PRIVATE_FOLDERS = frozenset(
    {"__macosx", "@eadir", "#recycle", "$recycle.bin", "system volume information", "lost+found"}
)
_ENTRIES_A_CHECKPOINT = 2048

OnProblem = Callable[[str, PhotoError], None]
"""Called with a folder that could not be read, and why."""


def scan(
    paths: Sequence[str],
    *,
    recursive: bool,
    control: Control | None = None,
    on_problem: OnProblem | None = None,
) -> Iterator[list[str]]:
    """Find the photos below some paths.

    Args:
        paths: files and folders, in the order wanted. A file is yielded whatever it is called, even if it is missing:
            loading it says why. A folder yields what looks like a photo in it.
        recursive: also look into the folders below; links are followed, and no folder is entered twice.
        control: asked at every chunk and every few thousand entries.
        on_problem: told of every folder that could not be read; the scan goes on without it.

    Yields:
        Lists of paths, none empty, without duplicates (of the path as written; links to one photo are two photos).

    Raises:
        Cancelled: by `control`.
    """
    return _Scan(recursive, control, on_problem).chunks(paths)


@dataclass(slots=True)
class _Listing:
    """Names in one folder."""

    photos: list[str]
    folders: list[str]
    linked: list[str]

    def add(self, entry: os.DirEntry[str]) -> None:
        """Sort an entry in, or leave it out."""
        try:
            if is_hidden(entry):
                return
            is_folder = entry.is_dir()
        except OSError:  # a link to itself, or an entry that went away: loading it says so
            is_folder = False
        if not is_folder:
            if looks_like_photo(entry.name):
                self.photos.append(entry.name)
        elif entry.is_symlink():
            self.linked.append(entry.name)
        else:
            self.folders.append(entry.name)


class _Scan:
    """The state of one scan: what was seen, and what waits to fill a chunk."""

    def __init__(self, recursive: bool, control: Control | None, on_problem: OnProblem | None) -> None:
        self._recursive = recursive
        self._control = control
        self._on_problem = on_problem
        self._folders: set[tuple[int, int] | str] = set()
        self._yielded: set[str] = set()
        self._stopped = False

    def chunks(self, paths: Sequence[str]) -> Iterator[list[str]]:
        chunk: list[str] = []
        limit = FIRST_CHUNK
        for path, identity in self._photos(paths):
            if identity in self._yielded:
                continue
            self._yielded.add(identity)
            chunk.append(path)
            if len(chunk) >= limit:
                yield chunk
                chunk, limit = [], CHUNK
                if not self._go_on():
                    return
        if chunk:
            yield chunk

    def _go_on(self) -> bool:
        if self._control is not None and not self._control.checkpoint():
            self._stopped = True
        return not self._stopped

    def _photos(self, paths: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Each photo's path, and what tells it from others: the same path, absolute and normal."""
        for path in paths:
            if self._stopped:
                return
            if _is_folder(path):
                yield from self._below(path)
            else:
                yield path, _normal(path)

    def _below(self, top: str) -> Iterator[tuple[str, str]]:
        waiting, linked = [top], list[str]()
        while (waiting or linked) and self._go_on():
            folder = waiting.pop() if waiting else linked.pop(0)
            if not self._enter(folder):
                continue
            listing = self._read(folder)
            prefix, normal_prefix = os.path.join(folder, ""), os.path.join(_normal(folder), "")
            for name in listing.photos:
                path = prefix + name
                yield path, path if prefix == normal_prefix else normal_prefix + os.path.normcase(name)
            if self._recursive:
                waiting.extend(prefix + name for name in reversed(listing.folders))
                linked.extend(prefix + name for name in listing.linked)

    def _enter(self, folder: str) -> bool:
        """Whether the folder is a new one: told by what it is on the disk, so that loops of links end."""
        try:
            status = os.stat(folder)
        except OSError as error:
            self._report(folder, error)
            return False
        # Some file systems of Windows number nothing; there the resolved path has to do.
        identity = (status.st_dev, status.st_ino) if status.st_ino else os.path.realpath(folder)
        if identity in self._folders:
            return False
        self._folders.add(identity)
        return True

    def _read(self, folder: str) -> _Listing:
        """What is of interest in a folder, in natural order."""
        listing = _Listing([], [], [])
        try:
            with os.scandir(folder) as entries:
                for count, entry in enumerate(entries, 1):
                    if count % _ENTRIES_A_CHECKPOINT == 0 and not self._go_on():
                        break
                    listing.add(entry)
        except OSError as error:
            self._report(folder, error)
        for names in (listing.photos, listing.folders, listing.linked):
            names.sort(key=natural_key)
        return listing

    def _report(self, folder: str, error: OSError) -> None:
        if self._on_problem is not None:
            self._on_problem(folder, error_of(error))


def looks_like_photo(name: str) -> bool:
    """Whether a file name ends like a photo's; the pictures that BreedLens itself saves of photos do not count."""
    dot = name.rfind(".")
    return dot > 0 and name[dot:].lower() in PHOTO_EXTENSIONS and not name.lower().endswith(OVERLAY_SUFFIX)


def is_hidden(entry: os.DirEntry[str]) -> bool:
    """Whether file managers hide the entry, or a program keeps it for itself (thumbnails, recycle bins)."""
    name = entry.name
    if name.startswith(".") or name.lower() in _PRIVATE_FOLDERS:
        return True
    if os.name != "nt":
        return False
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)


def _normal(path: str) -> str:
    try:
        return os.path.normcase(os.path.abspath(path))
    except (OSError, ValueError):  # no working folder any more, or a NUL in the name
        return path


def _is_folder(path: str) -> bool:
    try:
        return os.path.isdir(path)
    except ValueError:  # a NUL in the name
        return False
