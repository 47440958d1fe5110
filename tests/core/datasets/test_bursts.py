"""Bursts are found by the moments of their photos and by their names, and stay in one part of the data."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from drawn import blobs, write
from PIL import Image

import core.datasets.photo_facts as photo_facts
from core.datasets.bursts import bursts_of
from core.datasets.open_dataset import open_dataset
from core.datasets.remedies import remedies_of
from core.datasets.report import inspect_table
from core.photos.moment import Moment, moment_of
from core.photos.probe import PhotoHeader, probe_photo
from core.training.prepare import usable_photos


def exif(taken: str = "2020:01:01 12:00:00", fraction: str = "", model: str = "Alpha") -> Image.Exif:
    tags = Image.Exif()
    tags[0x010F], tags[0x0110] = "Maker", model
    details = tags.get_ifd(0x8769)
    details[0x9003] = taken
    if fraction:
        details[0x9291] = fraction
    return tags


def photo(path: Path, seed: int, tags: Image.Exif) -> str:
    data = io.BytesIO()
    Image.fromarray(blobs(seed)).save(data, path.suffix[1:].replace("jpg", "jpeg"), exif=tags)
    return write(path, data.getvalue())


@pytest.mark.parametrize("ending", ["jpg", "png", "webp"])
def test_the_header_tells_the_moment(tmp_path: Path, ending: str) -> None:
    one = probe_photo(photo(tmp_path / f"a.{ending}", 1, exif(fraction="25")))
    other = probe_photo(photo(tmp_path / f"b.{ending}", 2, exif("2020:01:01 12:00:02")))
    assert isinstance(one, PhotoHeader) and isinstance(other, PhotoHeader)
    assert one.moment is not None and other.moment is not None
    assert one.moment.camera == "Maker Alpha" and other.moment.seconds - one.moment.seconds == pytest.approx(1.75)


@pytest.mark.parametrize("block", [b"", b"Exif\0\0", b"II*\0\xff\xff\xff\xff", exif("yesterday").tobytes(), b"\0" * 99])
def test_headers_that_tell_none_are_no_failure(block: bytes) -> None:
    assert moment_of(block) is None


def test_photos_that_follow_each_other_on_one_camera_are_a_burst() -> None:
    taken = [("a", 10.0), ("a", 100.0), ("a", 11.5), ("a", 13.5), ("b", 12.0), ("a", 15.6), None, None]
    moments = [Moment(*one) if one else None for one in taken]
    assert bursts_of([f"{place}.jpg" for place in range(8)], moments) == [[0, 2, 3]]


def test_names_that_are_numbered_as_a_burst() -> None:
    names = (
        "/x/IMG_20200101_120000_BURST001.jpg",
        "/x/IMG_20200101_120000_BURST002_COVER.jpg",
        "/x/IMG_20200101_120009_BURST001.jpg",
        "/y/IMG_20200101_120000_BURST003.jpg",
        "/x/00000IMG_00000_BURST20200101120000123.jpg",
        "/x/00001IMG_00001_BURST20200101120000123_COVER.jpg",
        "/x/IMG_1.jpg",
        "/x/IMG_2.jpg",
    )
    assert bursts_of(names, [None] * len(names)) == [[0, 1], [4, 5]]


def test_bursts_are_kept_together_where_it_is_wished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        second = number if number < 3 else 10 * number  # the first three follow each other
        tags = exif(f"2020:01:01 12:{second // 60:02}:{second % 60:02}")
        photo(tmp_path / ("beagle" if number < 6 else "pug") / f"{number}.jpg", number, tags)
    table = open_dataset(str(tmp_path))
    report = inspect_table(table)
    (finding,) = report.findings
    assert (finding.kind, finding.severity, remedies_of(finding)) == ("burst", "note", ("keep_together",))
    assert [Path(path).name for path in finding.groups[0]] == ["0.jpg", "1.jpg", "2.jpg"]
    together = usable_photos(table, report, {"burst": "keep_together"})
    assert together["group"][:3].nunique() == 1 and not any(together["group"][3:])
    assert usable_photos(table, report, {}).equals(table)
    monkeypatch.setattr(photo_facts, "probe_photo", lambda path: pytest.fail("what was seen is remembered"))
    assert inspect_table(table) == report
