"""What a label is as tags of photo programs.

Lightroom reads `lr:hierarchicalSubject` (`Dog|Terrier|Norwich Terrier`), digiKam `digiKam:TagsList`
(`Dog/Terrier/Norwich Terrier`), and all others `dc:subject`. Tags are in English, so that one collection has one set.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.breeds import FCI_GROUPS, BreedTable
from core.library.records import LibraryBreed, Status

ROOT = "Dog"
STATUS_TAGS = {
    Status.NOT_A_DOG: ("Not a dog",),
    Status.UNKNOWN: (ROOT, "Unknown breed"),
    Status.MIXED: (ROOT, "Mixed breed"),
}
_GROUPS = dict(
    zip(
        (english for english, _ in FCI_GROUPS),
        (
            *("Sheepdog or Cattledog", "Pinscher or Molossoid", "Terrier", "Dachshund", "Spitz", "Scent Hound"),
            *("Pointing Dog", "Retriever or Water Dog", "Companion Dog", "Sighthound"),
        ),
        strict=True,
    )
)
"""The groups of the breed table in the singular: a photo shows one dog."""


@dataclass(frozen=True, slots=True)
class LabelTags:
    """A label as a sidecar has it: `path` from the root down, the last part also being the plain keyword."""

    status: Status
    breed: str
    """the name in the library, "" where the status has none"""
    path: tuple[str, ...]

    @property
    def keyword(self) -> str:
        """For `dc:subject`."""
        return self.path[-1]

    @property
    def lightroom(self) -> str:
        """For `lr:hierarchicalSubject`."""
        return "|".join(part.replace("|", "-") for part in self.path)

    @property
    def digikam(self) -> str:
        """For `digiKam:TagsList`."""
        return "/".join(part.replace("/", "-") for part in self.path)


def tags_of(status: Status, breed: LibraryBreed | None, table: BreedTable) -> LabelTags | None:
    """The tags of a label; None for a photo without one."""
    if status is Status.UNLABELLED:
        return None
    if breed is None:
        return LabelTags(status, "", STATUS_TAGS[status])
    if breed.is_own:
        return LabelTags(status, breed.name, (ROOT, breed.name))
    known = table.by_slug(breed.name)
    groups = (_GROUPS[known.group_en],) if known.group_en else ()
    return LabelTags(status, breed.name, (ROOT, *groups, known.name_en))


def path_meant(paths: list[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """The deepest of the paths below the root: programs write `Dog` and `Dog|Terrier` beside the whole path as well."""
    dogs = {path for path in paths if path and (path[0] == ROOT or path in STATUS_TAGS.values())}
    return {path for path in dogs if path != (ROOT,) and not any(other[: len(path)] == path != other for other in dogs)}
