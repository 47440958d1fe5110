"""The properties of a sidecar that concern labels, wherever and in whatever form programs wrote them."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import BreedLensError
from core.library.sidecars.document import RDF, Element, parsed, unreadable

DC = "http://purl.org/dc/elements/1.1/"
LR = "http://ns.adobe.com/lightroom/1.0/"
DIGIKAM = "http://www.digikam.org/ns/1.0/"
OWN = "urn:breedlens:xmp:1.0/"
"""where we note what is ours in a sidecar"""

LISTS: dict[str, tuple[str, str]] = {
    "dc:subject": (f"{DC} subject", "Bag"),
    "lr:hierarchicalSubject": (f"{LR} hierarchicalSubject", "Bag"),
    "digiKam:TagsList": (f"{DIGIKAM} TagsList", "Seq"),
}
"""by the usual name: the name in a tree, and the kind of list in which programs write it"""
_LIST_NAMES = frozenset(name for name, _ in LISTS.values())
NAMESPACES = {"rdf": RDF, "dc": DC, "lr": LR, "digiKam": DIGIKAM, "breedlens": OWN}
CONTAINERS = tuple(f"{RDF} {kind}" for kind in ("Bag", "Seq", "Alt"))
ITEM, DESCRIPTION, ABOUT = f"{RDF} li", f"{RDF} Description", f"{RDF} about"
STATUS, BREED, MADE, ADDED = (f"{OWN} {name}" for name in ("Status", "Breed", "Made", "Added"))
MADE_FILE = "file"
"""among what `MADE` says: the whole sidecar is ours"""


@dataclass(frozen=True, slots=True)
class Properties:
    """What concerns labels in a document."""

    rdf: Element
    descriptions: tuple[Element, ...]
    lists: dict[str, Element]
    """the container of each list that is there, by the keys of `LISTS`"""

    def texts(self, name: str) -> list[str]:
        """The items of a list."""
        container = self.lists.get(name)
        return [] if container is None else [item.text.strip() for item in container.all(ITEM) if not item.children]

    def own(self, name: str) -> str:
        """A text of ours: an attribute, or an element where another program rewrote it."""
        for description in self.descriptions:
            if name in description.attributes:
                return description.attributes[name]
            for child in description.all(name):
                return child.text.strip()
        return ""

    def added(self) -> list[tuple[str, str]]:
        """The list and the text of each item that we added."""
        found = []
        for description in self.descriptions:
            for element in description.all(ADDED):
                for container in element.children:
                    found += [tuple(item.text.partition("=")[::2]) for item in container.all(ITEM)]
        return [(name, text) for name, text in found if name in LISTS]


def read_properties(body: bytes) -> Properties:
    """The properties of a document in UTF-8.

    Raises:
        BreedLensError: `sidecar_unreadable` or `sidecar_refused`, as `parsed`; also where the XML is no XMP.
    """
    rdf = _find_rdf(parsed(body, _is_closed))
    descriptions = tuple(rdf.all(DESCRIPTION))
    lists: dict[str, Element] = {}
    for description in descriptions:
        for name, (full, _) in LISTS.items():
            if full in description.attributes:
                raise _odd(name)
            for element in description.all(full):
                lists.setdefault(name, _container(name, element))
    return Properties(rdf, descriptions, lists)


def _is_closed(element: Element) -> bool:
    """Whether an element is another program's property."""
    is_property = element.parent is not None and element.parent.name == DESCRIPTION
    return is_property and element.name not in _LIST_NAMES and not element.name.startswith(f"{OWN} ")


def _find_rdf(root: Element) -> Element:
    if root.name == f"{RDF} RDF":
        return root
    found = next(root.all(f"{RDF} RDF"), None)
    if found is None:
        raise unreadable("no rdf:RDF")
    return found


def _container(name: str, element: Element) -> Element:
    if len(element.children) != 1 or element.children[0].name not in CONTAINERS:
        raise _odd(name)
    return element.children[0]


def _odd(name: str) -> BreedLensError:
    return BreedLensError(
        "sidecar_odd", "The sidecar keeps its tags ({name}) in an unusual form, and stays as it is.", name=name
    )
