"""From the name that a file gives a photo to the photo on this computer."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from core.control import Control
from core.datasets.photo_finder import USUAL_FOLDERS
from core.errors import BreedLensError, PhotoError, PhotoErrorCode
from core.library.exchange import original_name
from core.photos.scan import looks_like_photo, scan


class PhotoPlaces:
    """Finds photos: where the name says; then below the folder that was named, by as much of the name as is there.

    A label on the wrong photo is worse than one that is left out: a name that could mean two photos means none.
    """

    def __init__(self, source: str, photos: str | None, names: Iterable[str], control: Control) -> None:
        """
        Args:
            source: the file that names photos.
            photos: the folder of the photos; without it they are looked for beside the file, and in the folders there
                that usually hold them.
            names: the likeliest name of each photo that will be looked for.
            control: asked while folders are searched.
        """
        beside = source if os.path.isdir(source) else os.path.dirname(os.path.abspath(source))
        self._bases = [os.path.abspath(photos), beside] if photos else [beside]
        self._searched = (
            [os.path.abspath(photos)] if photos else [os.path.join(beside, name) for name in USUAL_FOLDERS if name]
        )
        self._beside = None if photos else beside
        self._control = control
        variants = {variant for name in names for variant in (name, name.replace("\\", "/"))}
        self._named = Counter(_key(_parts(name)[-1]) for name in variants)
        self._by_name: dict[str, list[str]] | None = None

    def find(self, names: Sequence[str]) -> str | PhotoError | BreedLensError:
        """The photo that is meant by the first of these names that leads to one, or why there is none."""
        forms = [form for name in names for form in _forms(name)]
        for form in dict.fromkeys(forms):
            for base in self._bases:
                path = os.path.join(base, form)
                if _is_file(path):
                    return os.path.normpath(path)
        found: PhotoError | BreedLensError = PhotoError(PhotoErrorCode.NOT_FOUND)
        for form in dict.fromkeys(forms):
            looked_up = self._look_up(form)
            if isinstance(looked_up, str):
                return looked_up
            found = looked_up or found
        return found

    def _look_up(self, name: str) -> str | BreedLensError | None:
        """The photo below the searched folders whose path ends most like the name."""
        parts = tuple(map(_key, _parts(name)))
        candidates = self._index().get(parts[-1], [])
        ends = {path: _common_end(parts, path) for path in candidates}
        longest = max(ends.values(), default=0)
        best = [path for path, length in ends.items() if length == longest]
        if len(best) > 1:
            return BreedLensError("photo_ambiguous", "Several photos are called so; it is not clear which is meant.")
        # of a name alone, without its folders, there must be no doubt on the file's side either
        if best and longest == 1 and len(parts) > 1 and self._named[parts[-1]] > 1:
            return None
        return best[0] if best else None

    def _index(self) -> dict[str, list[str]]:
        if self._by_name is None:
            self._by_name = {}
            existing = [folder for folder in self._searched if os.path.isdir(folder)]
            chunks = list(scan(existing, recursive=True, control=self._control))
            if self._beside:
                chunks += scan([self._beside], recursive=False, control=self._control)
            for path in dict.fromkeys(path for chunk in chunks for path in chunk):
                base = os.path.basename(path)
                for key in {_key(base), _key(os.path.splitext(base)[0])}:
                    self._by_name.setdefault(key, []).append(path)
        return self._by_name


def _forms(name: str) -> list[str]:
    """What a name may mean: itself, its bytes where it was escaped, another computer's slashes, blanks around it."""
    if "\0" in name or not name.strip():
        return []
    plain = [name, original_name(name)]
    return [*plain, *(form.replace("\\", "/") for form in plain), name.strip()]


def _parts(name: str) -> list[str]:
    return [part for part in name.replace(os.sep, "/").split("/") if part not in ("", ".")] or [name]


def _common_end(parts: Sequence[str], path: str) -> int:
    """How many parts both end with; the last one is equal, perhaps but for the ending."""
    own = [_key(part) for part in _parts(path)]
    length = 1
    while length < min(len(parts), len(own)) and parts[-1 - length] == own[-1 - length]:
        length += 1
    return length


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _is_file(path: str) -> bool:
    """Whether something is there that can be read as a photo, or told why not."""
    try:
        return os.path.isfile(path) and (looks_like_photo(path) or os.path.getsize(path) > 0)
    except (OSError, ValueError):
        return False
