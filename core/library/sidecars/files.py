"""The sidecars of photos: what they are called, and how their tags are read, put in and taken out.

A photo file itself is never written.
"""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from core.breeds import BreedTable
from core.control import Control
from core.errors import BreedLensError, PhotoError
from core.files import publish, replace, temporary_beside, write_failure
from core.library.records import LibraryBreed, Status
from core.library.sidecars.document import MOST_BYTES, decoded, refused
from core.library.sidecars.edit import NEW_BODY, is_empty, made_by_us, with_tags, without_tags
from core.library.sidecars.properties import BREED, STATUS, Properties, read_properties
from core.library.sidecars.tags import ROOT, STATUS_TAGS, path_meant, tags_of
from core.photos.fingerprints import FileStamp, file_stamp
from core.photos.scan import looks_like_photo
from core.photos.source import error_of

SUFFIX = ".xmp"


class Naming(StrEnum):
    """What a new sidecar of `photo.JPG` is called."""

    FULL = "full"
    """`photo.JPG.xmp`, as digiKam and darktable do"""
    STEM = "stem"
    """`photo.xmp`, as Lightroom does"""


@dataclass(frozen=True, slots=True)
class Meant:
    """What the tags of a sidecar say: a status and the text of a breed, or several breeds, or nothing."""

    status: Status | None = None
    breed: str | None = None
    is_ambiguous: bool = False


class SidecarNames:
    """Finds the sidecars of photos; a folder is listed once.

    `photo.xmp` counts as the sidecar of a photo only where no other photo beside it has that name but for the ending.
    """

    def __init__(self) -> None:
        self._folders: dict[str, tuple[dict[str, str], Counter[str]]] = {}

    def existing(self, photo: str) -> list[str]:
        """The sidecars that a photo has: by its whole name, and by its name without ending."""
        folder, name = os.path.split(photo)
        names, stems = self._listed(folder)
        wanted = [name + SUFFIX]
        if stems[_stem(name)] <= 1:
            wanted.append(os.path.splitext(name)[0] + SUFFIX)
        found = dict.fromkeys(names[key] for key in map(str.casefold, wanted) if key in names)
        return [os.path.join(folder, one) for one in found]

    def to_write(self, photo: str, naming: Naming) -> str:
        """The sidecar to write: the one that there is, of two the one of this naming, else a new one."""
        folder, name = os.path.split(photo)
        _, stems = self._listed(folder)
        full, stem = photo + SUFFIX, os.path.join(folder, os.path.splitext(name)[0] + SUFFIX)
        wanted = stem if naming is Naming.STEM and stems[_stem(name)] <= 1 else full
        there = self.existing(photo)
        if len(there) == 1:
            return there[0]
        return next((one for one in there if one.casefold() == wanted.casefold()), wanted)

    def _listed(self, folder: str) -> tuple[dict[str, str], Counter[str]]:
        if folder not in self._folders:
            try:
                names = os.listdir(folder or os.curdir)
            except OSError:
                names = []
            sidecars = {name.casefold(): name for name in names if name.casefold().endswith(SUFFIX)}
            self._folders[folder] = sidecars, Counter(_stem(name) for name in names if looks_like_photo(name))
        return self._folders[folder]


def _stem(name: str) -> str:
    return os.path.splitext(name)[0].casefold()


def write_sidecar(path: str, status: Status, breed: LibraryBreed | None, table: BreedTable) -> bool:
    """Put the tags of a label into a sidecar, in place of former ones of ours; a new file where there is none.

    Returns:
        Whether the file changed.

    Raises:
        BreedLensError: `sidecar_unreadable`, `sidecar_refused`, `sidecar_odd` or `sidecar_changed`: the file stays as
            it is; or a code of `core.files.write_failure`.
    """
    tags = tags_of(status, breed, table)
    if tags is None:
        return remove_tags(path)
    content = _read(path)
    if content is None:
        _create(path, with_tags(NEW_BODY, tags, is_new=True))
        return True
    text = decoded(content.data)
    return _replace(path, content, text.file(with_tags(text.body, tags)))


def remove_tags(path: str) -> bool:
    """Take what we added out of a sidecar; one that was made for it, and holds nothing else, is deleted.

    Returns:
        Whether anything changed.

    Raises:
        BreedLensError: as `write_sidecar`.
    """
    content = _read(path)
    if content is None:
        return False
    text = decoded(content.data)
    is_ours = made_by_us(text.body)
    body = without_tags(text.body)
    if is_ours and is_empty(body):
        try:
            Path(path).unlink()
        except OSError as error:
            raise write_failure(error) from error
        return True
    return _replace(path, content, text.file(body))


def read_meaning(path: str, table: BreedTable) -> Meant:
    """What the tags of a sidecar say, whichever program gave them.

    Raises:
        BreedLensError: `sidecar_unreadable`, `sidecar_refused` or `sidecar_odd`, or that it cannot be read.
    """
    content = _read(path)
    if content is None:
        raise BreedLensError("sidecar_gone", "The sidecar is not there any more.")
    properties = read_properties(decoded(content.data).body)
    noted = _noted(properties)
    meant = path_meant(_paths(properties))
    if noted is not None and len(meant) <= 1:
        return noted
    if meant:
        return _of_path(next(iter(meant))) if len(meant) == 1 else Meant(is_ambiguous=True)
    return _of_keywords(properties.texts("dc:subject"), table)


def _noted(properties: Properties) -> Meant | None:
    """What we noted, as long as the tags that we added are all there."""
    status = properties.own(STATUS)
    if status not in set(Status) or not all(text in properties.texts(name) for name, text in properties.added()):
        return None
    return Meant(Status(status), properties.own(BREED) or None)


def _paths(properties: Properties) -> list[tuple[str, ...]]:
    lightroom = [tuple(text.split("|")) for text in properties.texts("lr:hierarchicalSubject")]
    # Lightroom's names may hold a slash and digiKam's a bar; what both wrote is one path
    alike = {tuple(part.replace("/", "-") for part in path) for path in lightroom}
    digikam = [tuple(text.split("/")) for text in properties.texts("digiKam:TagsList")]
    return lightroom + [path for path in digikam if tuple(part.replace("|", "-") for part in path) not in alike]


def _of_path(path: tuple[str, ...]) -> Meant:
    for status, tags in STATUS_TAGS.items():
        if path == tags:
            return Meant(status)
    return Meant(Status.LABELLED, path[-1])


def _of_keywords(keywords: list[str], table: BreedTable) -> Meant:
    """Plain keywords: only names of the 120 are taken for breeds, since keywords may say anything."""
    found = {breed.slug for keyword in keywords if keyword != ROOT and (breed := table.find(keyword))}
    if len(found) > 1:
        return Meant(is_ambiguous=True)
    return Meant(Status.LABELLED, found.pop()) if found else Meant()


@dataclass(frozen=True, slots=True)
class _Content:
    """What a file held, and its stamp of that moment."""

    data: bytes
    stamp: FileStamp | PhotoError


def _read(path: str) -> _Content | None:
    """The content; None where there is no file.

    Raises:
        BreedLensError: `sidecar_refused` for what is too large, `sidecar_closed` for what cannot be read.
    """
    stamp = file_stamp(path)
    try:
        with open(path, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = error_of(error)
        raise BreedLensError("sidecar_closed", "The sidecar cannot be read: {reason}", reason=reason.message) from error
    if len(data) > MOST_BYTES:
        raise refused(f"more than {MOST_BYTES} bytes")
    return _Content(data, stamp)


def _create(path: str, data: bytes) -> None:
    try:
        with temporary_beside(path) as temporary:
            Path(temporary).write_bytes(data)
            publish(temporary, path)
    except OSError as error:
        raise write_failure(error) from error


def _replace(path: str, before: _Content, after: bytes) -> bool:
    if after == before.data:
        return False
    target = os.path.realpath(path)  # a link to a sidecar elsewhere goes on being one
    try:
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "Permission denied", target)
        with temporary_beside(target) as temporary:
            Path(temporary).write_bytes(after)
            Path(temporary).chmod(stat.S_IMODE(os.stat(target).st_mode))
            if file_stamp(path) != before.stamp:
                raise BreedLensError("sidecar_changed", "Another program is writing the sidecar; it stays as it is.")
            replace(temporary, target)
    except OSError as error:
        raise write_failure(error) from error
    return True


def sidecars_below(top: str, control: Control) -> Iterator[tuple[str, str | None]]:
    """All sidecars below a folder, each with the photo beside it that it belongs to.

    A sidecar `photo.xmp` without a photo, or with several, has none.

    Raises:
        Cancelled: by `control`.
    """
    for folder, folders, names in os.walk(top):
        control.checkpoint()
        folders.sort()
        photos = [name for name in names if looks_like_photo(name)]
        whole = {name.casefold(): name for name in photos}
        stems: dict[str, list[str]] = {}
        for name in photos:
            stems.setdefault(_stem(name), []).append(name)
        for name in sorted(name for name in names if name.casefold().endswith(SUFFIX)):
            key = name[: -len(SUFFIX)].casefold()
            found = [whole[key]] if key in whole else stems.get(key, [])
            yield os.path.join(folder, name), os.path.join(folder, found[0]) if len(found) == 1 else None
