"""From the name that a table gives a photo to its file."""

from __future__ import annotations

import os
import unicodedata
from pathlib import PurePosixPath

from core.photos.scan import looks_like_photo, scan

USUAL_FOLDERS = ("", "train", "images", "Images", "photos", "img", "data", "test")
"""where, beside a table, its photos usually lie"""


class _Folder:
    """The names of one folder: as they are, without case and in one form of Unicode, and without ending."""

    def __init__(self, path: str) -> None:
        try:
            with os.scandir(path) as entries:
                names = sorted(entry.name for entry in entries if not entry.is_dir())
        except (OSError, ValueError):
            names = []
        self.names = set(names)
        self.alike: dict[str, str] = {}
        self.stems: dict[str, str] = {}
        for name in names:
            self.alike.setdefault(_key(name), name)
            if looks_like_photo(name):
                self.stems.setdefault(_key(os.path.splitext(name)[0]), name)

    def find(self, name: str) -> str | None:
        if name in self.names:
            return name
        return self.alike.get(_key(name)) or self.stems.get(_key(name))


class PhotoFinder:
    """Looks names up in listings, each folder being listed once: asking the disk for every guess would be slow."""

    def __init__(self, table: str, photos: str | None) -> None:
        beside = os.path.dirname(table)
        self.folders = [photos] if photos else [os.path.join(beside, name) for name in USUAL_FOLDERS]
        self.found = 0
        """how many names led to a file"""
        # Below the table's own folder there may be anything, a person's whole disk for one.
        self._searched = [photos] if photos else self.folders[1:]
        self._listings: dict[str, _Folder] = {}
        self._below: dict[str, str | None] | None = None

    def find(self, name: str) -> str | None:
        """The photo of that name.

        The name may be a path, relative or of another computer (its end counts then), have the other kind of slashes,
        another case or form of Unicode, or lack its ending. A name that is in no folder where photos usually lie may
        be further below one of them, if it is there once.
        """
        forms = dict.fromkeys((name, name.replace("\\", "/")))
        path = next(filter(None, map(self._look_up, forms)), None)
        parts = PurePosixPath(name.replace("\\", "/")).parts
        ends = (os.path.join(*parts[first:]) for first in range(len(parts)))
        path = path or next(filter(None, map(self._look_in_folders, ends)), None)
        if path is None and parts:
            path = self._look_below(parts[-1])
        self.found += path is not None
        return path

    def expected(self, name: str) -> str:
        """Where a photo that is not there would be."""
        return os.path.normpath(os.path.join(self.folders[0], name))

    def _look_in_folders(self, end: str) -> str | None:
        return next(filter(None, (self._look_up(os.path.join(folder, end)) for folder in self.folders)), None)

    def _look_up(self, path: str) -> str | None:
        if not os.path.isabs(path):
            return None
        folder, name = os.path.split(os.path.normpath(path))
        listing = self._listings.get(folder)
        if listing is None:
            listing = self._listings[folder] = _Folder(folder)
        found = listing.find(name)
        return None if found is None else os.path.join(folder, found)

    def _look_below(self, name: str) -> str | None:
        if self._below is None:
            self._below = {}
            existing = [folder for folder in self._searched if os.path.isdir(folder)]
            for path in (path for chunk in scan(existing, recursive=True) for path in chunk):
                base = _key(os.path.basename(path))
                for key in {base, os.path.splitext(base)[0]}:
                    self._below[key] = None if key in self._below else path
        return self._below.get(_key(name))


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
