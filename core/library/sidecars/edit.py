"""Tags of a label put into a sidecar and taken out of it, without changing a byte that is another program's.

What we add is noted in the sidecar itself (`breedlens:Added`), so that a tag that the person gave before stays theirs.
An insertion brings the blanks before it along, and a removal takes them away: what was added and removed leaves the
file as it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from core.library.sidecars.document import Element, attribute_spans, before_blanks, tag_name
from core.library.sidecars.properties import (
    ABOUT,
    ITEM,
    LISTS,
    MADE,
    MADE_FILE,
    NAMESPACES,
    OWN,
    Properties,
    read_properties,
)
from core.library.sidecars.tags import LabelTags

Change = tuple[int, int, bytes]
"""bytes from, to, and what is put there"""

NEW_BODY = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    b' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
    b" </rdf:RDF>\n"
    b"</x:xmpmeta>\n"
)
_INVALID = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def with_tags(body: bytes, tags: LabelTags, *, is_new: bool = False) -> bytes:
    """The document with the tags of a label in place of former ones of ours.

    Args:
        body: UTF-8 without a byte order mark.
        tags: of the label.
        is_new: the file is made for them.

    Raises:
        BreedLensError: as `read_properties`.
    """
    is_ours = is_new or made_by_us(body)
    body = without_tags(body)
    properties = read_properties(body)
    wanted = {
        "dc:subject": _clean(tags.keyword),
        "lr:hierarchicalSubject": _clean(tags.lightroom),
        "digiKam:TagsList": _clean(tags.digikam),
    }
    changes: list[Change] = []
    added: list[tuple[str, str]] = []
    for name, text in wanted.items():
        if text in properties.texts(name):
            continue
        added.append((name, text))
        if name in properties.lists:
            changes.append(_item_added(body, properties.lists[name], text))
    made = [name for name in wanted if name not in properties.lists]
    changes.append(_description_added(body, properties, tags, added, [MADE_FILE, *made] if is_ours else made))
    return _checked(body, changes)


def without_tags(body: bytes) -> bytes:
    """The document without what we added; the same where that is nothing.

    Raises:
        BreedLensError: as `read_properties`.
    """
    properties = read_properties(body)
    if not _has_ours(properties):
        return body
    made = properties.own(MADE).split()
    added = properties.added()
    changes: list[Change] = []
    gone: set[Element] = set()
    for name, container in properties.lists.items():
        ours = {text for of, text in added if of == name}
        items = [item for item in container.all(ITEM) if not item.children and item.text.strip() in ours]
        if name in made and len(items) == len(container.children) and container.parent is not None:
            gone.add(container.parent)
        else:
            gone.update(items)
    for description in properties.descriptions:
        gone.update(child for child in description.children if child.name.startswith(f"{OWN} "))
        rest = [child for child in description.children if child not in gone]
        others = {name for name in description.attributes if name != ABOUT and not name.startswith(f"{OWN} ")}
        touched = len(rest) < len(description.children) or any(
            name.startswith(f"{OWN} ") for name in description.attributes
        )
        if touched and not rest and not others:
            gone.difference_update(description.children)
            gone.add(description)
        else:
            changes += _attributes_removed(body, description)
    changes += [(before_blanks(body, one.start, _floor(one)), one.end, b"") for one in gone]
    return _checked(body, changes)


def made_by_us(body: bytes) -> bool:
    """Whether the file was made for our tags."""
    return MADE_FILE in read_properties(body).own(MADE).split()


def is_empty(body: bytes) -> bool:
    """Whether nothing is left that any program could miss."""
    rdf = read_properties(body).rdf
    return not rdf.children and not rdf.text.strip()


def _has_ours(properties: Properties) -> bool:
    return any(
        _own_attributes(one) or any(child.name.startswith(f"{OWN} ") for child in one.children)
        for one in properties.descriptions
    )


def _own_attributes(description: Element) -> bool:
    return any(name.startswith(f"{OWN} ") for name in description.attributes)


def _item_added(body: bytes, container: Element, text: str) -> Change:
    """One more item at the end of a list, in the prefix and on the line that its neighbours have."""
    name = tag_name(body, container)
    item = name.rpartition(b":")[0] + b":li" if b":" in name else b"li"
    element = b"<" + item + b">" + escape(text).encode() + b"</" + item + b">"
    return _put_inside(body, container, element)


def _put_inside(body: bytes, parent: Element, element: bytes) -> Change:
    if parent.inside == parent.end:  # <a/>
        name = tag_name(body, parent)
        slash = body.rindex(b"/", parent.start, parent.end)
        return slash, parent.end, b">" + element + b"</" + name + b">"
    place = before_blanks(body, parent.close, parent.inside)
    last = parent.children[-1] if parent.children else None
    if last is not None:
        blanks = body[before_blanks(body, last.start, parent.inside) : last.start]
    else:
        blanks = body[place : parent.close]
    return place, place, blanks + element


def _description_added(
    body: bytes,
    properties: Properties,
    tags: LabelTags,
    added: Sequence[tuple[str, str]],
    made: Sequence[str],
) -> Change:
    """Our note, and the lists that are not there yet."""
    about = next((one.attributes.get(ABOUT, one.attributes.get("about", "")) for one in properties.descriptions), "")
    line = b"\r\n" if b"\r\n" in body else b"\n"
    namespaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    notes = {"Status": str(tags.status), "Breed": tags.breed, "Made": " ".join(made)}
    attributes = "".join(f" breedlens:{name}={quoteattr(_clean(value))}" for name, value in notes.items() if value)
    lines = [f"<rdf:Description rdf:about={quoteattr(about)}{namespaces}{attributes}>"]
    for name, text in added:
        if name not in properties.lists:
            lines += _list_lines(name, LISTS[name][1], [text])
    if added:
        lines += _list_lines("breedlens:Added", "Bag", [f"{name}={text}" for name, text in added])
    lines.append("</rdf:Description>")
    element = (line + b"  ").join(text.encode() for text in lines)
    place, end, inserted = _put_inside(body, properties.rdf, element)
    if inserted == element:  # nothing to stand in line with
        inserted = line + b"  " + inserted
    return place, end, inserted


def _list_lines(name: str, kind: str, texts: Sequence[str]) -> list[str]:
    items = [f"   <rdf:li>{escape(text)}</rdf:li>" for text in texts]
    return [f" <{name}>", f"  <rdf:{kind}>", *items, f"  </rdf:{kind}>", f" </{name}>"]


def _attributes_removed(body: bytes, description: Element) -> list[Change]:
    """Our attributes in a description that another program wrote anew, together with its own."""
    if not _own_attributes(description):
        return []
    prefixes = set(re.findall(rb"xmlns:([\w.-]+)\s*=\s*[\"']" + re.escape(OWN.encode()) + rb"[\"']", body))
    return [
        (start, end, b"")
        for name, start, end in attribute_spans(body, description)
        if name.partition(b":")[0] in prefixes
    ]


def _floor(element: Element) -> int:
    return element.parent.inside if element.parent is not None else 0


def _checked(body: bytes, changes: Sequence[Change]) -> bytes:
    """Apply changes, and make sure that what comes of it can be read again."""
    for start, end, text in sorted(changes, reverse=True):
        body = body[:start] + text + body[end:]
    read_properties(body)
    return body


def _clean(text: str) -> str:
    """Without what XML cannot hold."""
    return " ".join(_INVALID.sub("\ufffd", text).split())
