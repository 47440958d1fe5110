"""Tags in sidecars: other programs' data stays, byte by byte, and exiftool reads what was written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from collection import draw, export, forget, said, take_in, tell
from hypothesis import given, settings
from hypothesis import strategies as st

from core.breeds import BreedTable, load_breed_table
from core.errors import BreedLensError
from core.library.library import LabelLibrary
from core.library.records import LibraryBreed, Status
from core.library.sidecars import document
from core.library.sidecars.document import RDF
from core.library.sidecars.edit import with_tags, without_tags
from core.library.sidecars.files import Naming, SidecarNames, read_meaning, remove_tags, write_sidecar
from core.library.sidecars.properties import LISTS, NAMESPACES, read_properties
from core.library.sidecars.tags import tags_of

NORWICH, PUG = LibraryBreed(36, "norwich_terrier", False), LibraryBreed(105, "pug", False)
TERRIER, REX = "Dog|Terrier|Norwich Terrier", LibraryBreed(121, "Rex & <Söhne>", True)

LIGHTROOM = """<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
   xmp:Rating="4"
   crs:Exposure2012="+0.35">
   <!-- a comment with <tags> -->
   <dc:subject>
    <rdf:Bag>
     <rdf:li>holiday</rdf:li>
     <rdf:li>Dog</rdf:li>
    </rdf:Bag>
   </dc:subject>
   <lr:hierarchicalSubject>
    <rdf:Bag>
     <rdf:li>Dog|Bella</rdf:li>
    </rdf:Bag>
   </lr:hierarchicalSubject>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">a &gt; b &amp; c</rdf:li></rdf:Alt></dc:title>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""
PACKET = f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n{LIGHTROOM}{" " * 400}\n<?xpacket end="w"?>'
DIGIKAM = """<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<r:Description r:about="uuid:1"
 xmlns:dk="http://www.digikam.org/ns/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/"
 xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/" MicrosoftPhoto:Rating='75'>
<dk:TagsList><r:Seq><r:li>Places/Paris</r:li></r:Seq></dk:TagsList>
<d:subject><r:Seq><r:li>Paris</r:li></r:Seq></d:subject></r:Description></r:RDF></x:xmpmeta>"""
EMPTY_LISTS = LIGHTROOM.replace("     <rdf:li>Dog|Bella</rdf:li>\n", "")
DEFAULT_NAMESPACE = """<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><Description xmlns:a="http://purl.org/dc/elements/1.1/">
<a:subject><Bag><li>one</li></Bag></a:subject></Description>
</RDF>"""
BARE = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>'
FILES = {
    "lightroom": LIGHTROOM.encode(),
    "packet": PACKET.encode(),
    "digikam": DIGIKAM.encode(),
    "crlf": LIGHTROOM.replace("\n", "\r\n").encode(),
    "mark": b"\xef\xbb\xbf" + LIGHTROOM.encode(),
    "utf-16": b"\xff\xfe" + PACKET.encode("utf-16-le"),
    "utf-16 be": b"\xfe\xff" + LIGHTROOM.encode("utf-16-be"),
    "utf-16 without a mark": LIGHTROOM.encode("utf-16-le"),
    "empty lists": EMPTY_LISTS.encode(),
    "default namespace": DEFAULT_NAMESPACE.encode(),
    "bare": BARE.encode(),
}


@pytest.fixture(scope="module")
def table() -> BreedTable:
    return load_breed_table()


def exiftool(*arguments: str | Path) -> Any:
    program = shutil.which("exiftool")
    if program is None:
        pytest.skip("exiftool is not here")
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) if "-j" in arguments else done.stdout


def all_tags(*paths: Path) -> list[dict[str, Any]]:
    found = exiftool("-j", "-struct", "-XMP:all", "-Warning", *paths)
    return [{name: value if isinstance(value, list) else [value] for name, value in one.items()} for one in found]


def tags(path: Path) -> dict[str, Any]:
    return all_tags(path)[0]


@pytest.mark.parametrize("name", FILES)
def test_tags_go_in_and_out_without_a_trace(tmp_path: Path, table: BreedTable, name: str) -> None:
    path = tmp_path / "photo.xmp"
    path.write_bytes(FILES[name])
    assert write_sidecar(str(path), Status.LABELLED, NORWICH, table)
    first = path.read_bytes()
    meant = read_meaning(str(path), table)
    assert (meant.status, meant.breed) == (Status.LABELLED, "norwich_terrier") or meant.is_ambiguous
    # every byte of the others is still there, in its order
    codec = (
        "utf-16-le" if name in ("utf-16", "utf-16 without a mark") else "utf-16-be" if "be" in name.split() else "utf-8"
    )
    assert is_within(FILES[name].decode(codec), first.decode(codec))
    # the same again changes nothing; another label takes the place of ours
    assert not write_sidecar(str(path), Status.LABELLED, NORWICH, table) and path.read_bytes() == first
    assert write_sidecar(str(path), Status.VERIFIED, REX, table)
    assert "Norwich Terrier" not in path.read_bytes().decode(codec)
    assert remove_tags(str(path)) and path.read_bytes() == FILES[name]
    assert not remove_tags(str(path))


def is_within(text: str, longer: str) -> bool:
    rest = iter(longer)
    return all(character in rest for character in text)


def test_exiftool_reads_old_and_new_tags(tmp_path: Path, table: BreedTable) -> None:
    # it does not know the other forms, whoever wrote them
    paths = {
        name: tmp_path / f"{name}.xmp" for name in ("lightroom", "packet", "digikam", "crlf", "mark", "utf-16", "bare")
    }
    for name, path in paths.items():
        path.write_bytes(FILES[name])
    before = all_tags(*paths.values())
    for path in paths.values():
        write_sidecar(str(path), Status.LABELLED, NORWICH, table)
    after = all_tags(*paths.values())
    for old, new in zip(before, after, strict=True):
        assert new["Subject"] == [*old.get("Subject", []), "Norwich Terrier"]
        assert new["HierarchicalSubject"] == [*old.get("HierarchicalSubject", []), TERRIER]
        assert new["TagsList"] == [*old.get("TagsList", []), TERRIER.replace("|", "/")]
        lists = {"Subject", "HierarchicalSubject", "TagsList", "Added", "Status", "Breed", "Made", "SourceFile"}
        # its warnings are those that it had before
        assert {k: v for k, v in new.items() if k not in lists} == {k: v for k, v in old.items() if k not in lists}


def test_what_another_program_wrote_anew_is_taken_out_all_the_same(tmp_path: Path, table: BreedTable) -> None:
    path = tmp_path / "photo.xmp"
    path.write_bytes(FILES["lightroom"])
    write_sidecar(str(path), Status.VERIFIED, NORWICH, table)
    exiftool("-overwrite_original", "-XMP:Subject+=beach", "-XMP:Rating=5", path)
    assert read_meaning(str(path), table).is_ambiguous  # Dog|Bella is there as well
    write_sidecar(str(path), Status.LABELLED, PUG, table)
    assert tags(path)["Subject"] == ["holiday", "Dog", "beach", "Pug"]
    remove_tags(str(path))
    left = tags(path)
    assert (left["Subject"], left["HierarchicalSubject"]) == (["holiday", "Dog", "beach"], ["Dog|Bella"])
    assert left["Rating"] == [5] and "TagsList" not in left and "Added" not in left and "Status" not in left


def test_a_file_that_only_we_wrote_goes_with_our_tags(tmp_path: Path, table: BreedTable) -> None:
    path = tmp_path / "photo.jpg.xmp"
    for program_came in (False, True):
        assert write_sidecar(str(path), Status.LABELLED, REX, table)
        assert tags(path)["Subject"] == ["Rex & <Söhne>"] and tags(path)["TagsList"] == ["Dog/Rex & <Söhne>"]
        if program_came:
            exiftool("-overwrite_original", "-XMP:Rating=3", path)
        assert remove_tags(str(path)) and path.exists() is program_came
    assert tags(path)["Rating"] == [3] and "Subject" not in tags(path)


def test_a_tag_that_the_person_gave_stays_theirs(tmp_path: Path, table: BreedTable) -> None:
    path = tmp_path / "photo.xmp"
    own = LIGHTROOM.replace("<rdf:li>holiday</rdf:li>", "<rdf:li>Norwich Terrier</rdf:li>")
    path.write_text(own)
    write_sidecar(str(path), Status.LABELLED, NORWICH, table)
    assert tags(path)["Subject"] == ["Norwich Terrier", "Dog"]
    write_sidecar(str(path), Status.LABELLED, PUG, table)
    assert tags(path)["Subject"] == ["Norwich Terrier", "Dog", "Pug"]
    remove_tags(str(path))
    assert path.read_text() == own


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
)
HOSTILE = {
    "no xml": (b"not XML at all", "sidecar_unreadable"),
    "empty": (b"", "sidecar_unreadable"),
    "cut off": (LIGHTROOM[:700].encode(), "sidecar_unreadable"),
    "other xml": (b"<html><body/></html>", "sidecar_unreadable"),
    "a photo": (b"\xff\xd8\xff\xe0" + bytes(500), "sidecar_unreadable"),
    "another encoding": (b"<?xml version='1.0' encoding='iso-8859-1'?>" + LIGHTROOM.encode(), "sidecar_unreadable"),
    "bytes that are no UTF-8": (LIGHTROOM.replace("holiday", "h\xf6").encode("latin-1"), "sidecar_unreadable"),
    "half of UTF-16": (b"\xff\xfe" + LIGHTROOM.encode("utf-16-le")[:-1], "sidecar_unreadable"),
    "bomb": ((BOMB + "]>" + LIGHTROOM.replace("holiday", "&j;")).encode(), "sidecar_refused"),
    "file of the system": (
        f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>{LIGHTROOM.replace("holiday", "&f;")}'.encode(),
        "sidecar_refused",
    ),
    "deep": (b"<a>" * 100_000, "sidecar_refused"),
    "a text for a list": (LIGHTROOM.replace("<rdf:Bag>", "<x>").replace("</rdf:Bag>", "</x>").encode(), "sidecar_odd"),
    "an attribute for a list": (LIGHTROOM.replace('xmp:Rating="4"', 'dc:subject="dog"').encode(), "sidecar_odd"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_stays_as_it_is(tmp_path: Path, table: BreedTable, name: str) -> None:
    data, code = HOSTILE[name]
    path = tmp_path / "photo.xmp"
    path.write_bytes(data)
    for change in (
        lambda: write_sidecar(str(path), Status.LABELLED, NORWICH, table),
        lambda: remove_tags(str(path)),
        lambda: read_meaning(str(path), table),
    ):
        with pytest.raises(BreedLensError) as caught:
            change()
        assert caught.value.code == code and caught.value.message.endswith(".")
    assert path.read_bytes() == data and list(tmp_path.iterdir()) == [path]


def test_a_huge_file_is_not_read(tmp_path: Path, table: BreedTable) -> None:
    path = tmp_path / "photo.xmp"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(BreedLensError, match="no photo program") as caught:
        write_sidecar(str(path), Status.LABELLED, NORWICH, table)
    assert caught.value.code == "sidecar_refused" and path.stat().st_size == 100_000_000


def test_a_large_file_of_another_program_is_kept(tmp_path: Path, table: BreedTable) -> None:
    """Masks and histories make sidecars of some megabytes."""
    path = tmp_path / "photo.xmp"
    items = "".join(f"<rdf:li crs:What='mask > {i}'>x</rdf:li>" for i in range(30_000))
    data = LIGHTROOM.replace("<dc:title>", f"<crs:Masks><rdf:Seq>{items}</rdf:Seq></crs:Masks><dc:title>").encode()
    assert 1_000_000 < len(data) < document.MOST_BYTES
    path.write_bytes(data)
    write_sidecar(str(path), Status.LABELLED, NORWICH, table)
    remove_tags(str(path))
    assert path.read_bytes() == data


def test_what_another_program_writes_meanwhile_stays(
    tmp_path: Path, table: BreedTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "photo.xmp"
    path.write_bytes(FILES["lightroom"])

    def meanwhile(*arguments: Any, **options: Any) -> bytes:
        path.write_bytes(FILES["digikam"])
        return with_tags(*arguments, **options)

    monkeypatch.setattr("core.library.sidecars.files.with_tags", meanwhile)
    with pytest.raises(BreedLensError) as caught:
        write_sidecar(str(path), Status.LABELLED, NORWICH, table)
    assert caught.value.code == "sidecar_changed" and path.read_bytes() == FILES["digikam"]
    assert list(tmp_path.iterdir()) == [path]


def test_rights_and_links_stay(tmp_path: Path, table: BreedTable) -> None:
    elsewhere, path = tmp_path / "elsewhere.xmp", tmp_path / "photo.xmp"
    elsewhere.write_bytes(FILES["lightroom"])
    elsewhere.chmod(0o640)
    path.symlink_to(elsewhere)
    write_sidecar(str(path), Status.LABELLED, NORWICH, table)
    assert path.is_symlink() and elsewhere.stat().st_mode & 0o777 == 0o640 and b"Norwich" in elsewhere.read_bytes()
    if hasattr(os, "geteuid") and os.geteuid() != 0:  # whom no right binds
        elsewhere.chmod(0o440)
        with pytest.raises(BreedLensError, match="not allowed"):
            write_sidecar(str(path), Status.LABELLED, PUG, table)


def test_both_names_are_known_and_one_is_written(tmp_path: Path) -> None:
    photo = draw(tmp_path / "Photo.PNG")
    full, stem = f"{photo}.xmp", str(tmp_path / "Photo.xmp")
    assert SidecarNames().to_write(photo, Naming.FULL) == full and SidecarNames().to_write(photo, Naming.STEM) == stem
    Path(stem).touch()
    assert SidecarNames().to_write(photo, Naming.FULL) == stem and SidecarNames().existing(photo) == [stem]
    Path(full).touch()
    assert SidecarNames().to_write(photo, Naming.FULL) == full and SidecarNames().to_write(photo, Naming.STEM) == stem
    assert SidecarNames().existing(photo) == [full, stem]
    # of two photos of one name it is not clear whose the shorter one is
    draw(tmp_path / "photo.jpg")
    assert SidecarNames().existing(photo) == [full] and SidecarNames().to_write(photo, Naming.STEM) == full


def test_sidecars_of_a_library_come_and_go(library: LabelLibrary, tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    tell(library, draw(photos / "one.png"), Status.VERIFIED, "norwich_terrier")
    tell(library, draw(photos / "two.png"), Status.NOT_A_DOG)
    gone = tell(library, draw(photos / "gone.png"), Status.MIXED)
    (photos / "gone.png").unlink()
    (photos / "two.xmp").write_text("not XML")
    before = {path: path.read_bytes() for path in photos.iterdir()}
    outcome = export(library, "xmp")
    assert (outcome.photos, outcome.written, outcome.has_failures) == (3, 1, True)
    assert {Path(path).name: reason.code for path, reason in outcome.left_out} == {
        "gone.png": "not_found",
        "two.png": "sidecar_unreadable",
    }
    assert tags(photos / "one.png.xmp")["Subject"] == ["Norwich Terrier"]
    export(library, "xmp", removing=True)
    assert {path: path.read_bytes() for path in photos.iterdir()} == before
    assert gone in library.labels()


def test_tags_go_with_the_label(library: LabelLibrary, tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        tell(library, draw(tmp_path / f"{name}.png"), Status.LABELLED, "pug")
    (tmp_path / "one.png.xmp").write_bytes(FILES["lightroom"])
    export(library, "xmp")
    for name in ("one", "two"):
        tell(library, str(tmp_path / f"{name}.png"), Status.UNLABELLED)
    library.add_photos([draw(tmp_path / "never.png")])
    (tmp_path / "never.xmp").write_text("not XML")
    outcome = export(library, "xmp")
    assert (outcome.photos, outcome.written, outcome.left_out) == (3, 3, ())
    assert (tmp_path / "one.png.xmp").read_bytes() == FILES["lightroom"]
    assert not (tmp_path / "two.png.xmp").exists() and (tmp_path / "three.png.xmp").exists()
    outcome = export(library, "xmp")
    assert (outcome.photos, outcome.written) == (1, 1)


BLANKS = st.sampled_from(["", "\n", "\r\n  ", "\t", " <!-- note --> ", "\n   <?pi x?>\n"])
ITEMS = st.lists(st.sampled_from(["holiday", "Dog", "Pug", "a &amp; b", "&#x41;", "<![CDATA[x<y]]>"]), max_size=3)


@st.composite
def sidecars(drawing: st.DrawFn) -> bytes:
    """What programs may write: any prefixes, blanks, kinds of lists, in one description or in several."""
    prefixes = {uri: drawing(st.sampled_from(["a", "b-c", "rdf", "dc", "ns1"])) + str(n) for n, uri in enumerate(URIS)}
    rdf = prefixes[RDF]
    names = "".join(
        f" xmlns:{prefix}={drawing(st.sampled_from(QUOTES)).format(uri)}" for uri, prefix in prefixes.items()
    )
    lists = []
    for uri, name in (full.split() for full, _ in LISTS.values()):
        if drawing(st.booleans()):
            kind, blank = drawing(st.sampled_from(["Bag", "Seq", "Alt"])), drawing(BLANKS)
            items = drawing(ITEMS)
            inside = "".join(f"{blank}<{rdf}:li>{text}</{rdf}:li >" for text in items) + drawing(BLANKS)
            whole = f"<{rdf}:{kind}>{inside}</{rdf}:{kind}>"
            lists.append(f"<{prefixes[uri]}:{name}>{blank}{whole}{blank}</{prefixes[uri]}:{name}>")
    other = drawing(st.sampled_from(["", "<x:p xmlns:x='urn:x'><x:q/>text &gt;</x:p>"]))
    cut = drawing(st.integers(0, len(lists)))
    parts = ["".join(lists[:cut]) + other, "".join(lists[cut:])]
    about = drawing(st.sampled_from(["", f" {rdf}:about=''", f' {rdf}:about="uuid:1 &amp; &quot;2&quot;"']))
    blank = drawing(BLANKS)
    body = "".join(f"{blank}<{rdf}:Description{about}>{part}{blank}</{rdf}:Description>" for part in parts if part)
    text = f"<{rdf}:RDF{names}>{body}{blank}</{rdf}:RDF>"
    if drawing(st.booleans()):
        text = f"<m:xmpmeta xmlns:m='adobe:ns:meta/'>{blank}{text}</m:xmpmeta>"
    return drawing(st.sampled_from([text, f"<?xpacket begin='\ufeff'?>{text}  \n <?xpacket end='w'?>"])).encode()


URIS = [RDF, *dict.fromkeys(full.split()[0] for full, _ in LISTS.values())]
QUOTES = ["'{}'", '"{}"']


@settings(max_examples=40, deadline=None)
@given(sidecars(), st.sampled_from([NORWICH, PUG, REX]))
def test_whatever_others_wrote_stays(body: bytes, breed: LibraryBreed) -> None:
    table = load_breed_table()
    label, other = tags_of(Status.VERIFIED, breed, table), tags_of(Status.LABELLED, NORWICH, table)
    assert label is not None and other is not None
    before = read_properties(body)
    tagged = with_tags(with_tags(body, other), label)
    after = read_properties(tagged)
    assert is_within(body.decode(), tagged.decode())
    for name, text in zip(LISTS, (label.keyword, label.lightroom, label.digikam), strict=True):
        texts = before.texts(name)
        assert after.texts(name) == (texts if text in texts else [*texts, text])
    assert with_tags(tagged, label) == tagged and without_tags(tagged) == body


@pytest.mark.parametrize(
    ("keywords", "hierarchical", "digikam", "expected"),
    [
        (["Pug"], [], [], ("labelled", "pug")),
        (["Dog", "carlin", "holiday"], [], [], ("labelled", "pug")),
        (["Pug", "Boxer"], [], [], None),
        (["holiday"], [], [], None),
        ([], ["Dog", "Dog|Terrier", "Dog|Terrier|Norwich Terrier"], [], ("labelled", "norwich_terrier")),
        ([], ["Places|Paris"], ["Dog/Terrier/Norwich Terrier", "People/Ann"], ("labelled", "norwich_terrier")),
        (["Boxer"], ["Dog|Pug"], ["Dog/Pug"], ("labelled", "pug")),
        ([], ["Dog|Pug"], ["Dog/Boxer"], None),
        ([], ["Dog|Mixed breed"], [], ("mixed", None)),
        ([], [], ["Not a dog"], ("not_a_dog", None)),
    ],
)
def test_tags_of_other_programs_are_read(
    library: LabelLibrary,
    tmp_path: Path,
    keywords: list[str],
    hierarchical: list[str],
    digikam: list[str],
    expected: tuple[str, str | None] | None,
) -> None:
    photo = draw(tmp_path / "photos" / "one.png")
    lists = {"dc:subject": keywords, "lr:hierarchicalSubject": hierarchical, "digiKam:TagsList": digikam}
    namespaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    items = {name: "".join(f"<rdf:li>{text}</rdf:li>" for text in texts) for name, texts in lists.items() if texts}
    properties = "".join(f"<{name}><rdf:Bag>{text}</rdf:Bag></{name}>" for name, text in items.items())
    sidecar = f"<rdf:RDF{namespaces}><rdf:Description>{properties}</rdf:Description></rdf:RDF>"
    (tmp_path / "photos" / "one.xmp").write_text(sidecar)
    outcome = take_in(library, "xmp", tmp_path / "photos")
    assert said(library) == ({photo: expected} if expected else {})
    assert len(outcome.left_out) == (0 if expected else 1)


def test_labels_of_two_sidecars_that_differ_are_not_taken(library: LabelLibrary, tmp_path: Path) -> None:
    photo = draw(tmp_path / "one.png")
    for number, (name, breed) in enumerate(((photo + ".xmp", NORWICH), (str(tmp_path / "one.xmp"), PUG))):
        assert write_sidecar(name, Status.LABELLED, breed, load_breed_table()), number
    outcome = take_in(library, "xmp", tmp_path)
    assert [reason.code for _, reason in outcome.left_out] == ["contradiction"] * 2 and said(library) == {}
    (tmp_path / "one.xmp").unlink()
    (tmp_path / "lost.xmp").write_bytes(Path(photo + ".xmp").read_bytes())
    outcome = take_in(library, "xmp", tmp_path)
    assert [reason.code for _, reason in outcome.left_out] == ["not_found"]
    assert said(library) == {photo: ("labelled", "norwich_terrier")}
    forget(library)
    take_in(library, "xmp", photo + ".xmp")
    assert said(library) == {photo: ("labelled", "norwich_terrier")}
