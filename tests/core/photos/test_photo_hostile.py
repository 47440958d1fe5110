"""Every hostile file gives a picture or a sentence, within a second or so and a gigabyte."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import PHOTO_SENTENCES, PhotoErrorCode

MOST_MEGABYTES = 1000

SCRIPT = """
import json, sys, warnings
warnings.simplefilter("error")
from core.errors import PhotoError
from core.photos.loader import load_photo
from core.photos.probe import probe_photo
def peak_megabytes():
    # /proc first: on Linux getrusage also counts what the process that started this one had taken
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) / 1e3 for line in status if line.startswith("VmHWM"))
    except OSError:
        pass
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
for path in sys.stdin.read().split("\\n"):
    result, header, small = load_photo(path), probe_photo(path), load_photo(path, 200)
    answer = {"path": path}
    if isinstance(result, PhotoError):
        answer |= {"code": result.code.value, "message": result.message}
    else:
        answer |= {"shape": result.shape, "dtype": str(result.dtype), "small": small.shape}
    if isinstance(header, PhotoError):
        answer["header_code"] = header.code.value
    else:
        answer["header"] = [header.height, header.width]
    if (peak := peak_megabytes()) is not None:
        answer["peak"] = peak
    print(json.dumps(answer))
"""


@pytest.fixture(scope="module")
def answers(shared_photos: Path) -> dict[str, dict]:
    """What the loader says of every file, read in a process of its own, which has to survive."""
    folder = shared_photos / "hostile"
    with open(folder / "HOSTILE.csv", encoding="utf-8", newline="") as file:
        names = [row["path"] for row in csv.DictReader(file)]
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input="\n".join(str(folder / name) for name in names),
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert result.returncode == 0, result.stderr[-2000:]
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(lines) == len(names) > 100
    return dict(zip(names, lines, strict=True))


def test_a_picture_or_a_sentence(answers: dict[str, dict]) -> None:
    for name, answer in answers.items():
        if "code" in answer:
            assert PhotoErrorCode(answer["code"]) in PHOTO_SENTENCES
            assert answer["message"].endswith(".") and "{" not in answer["message"], name
        else:
            assert len(answer["shape"]) == 3 and answer["shape"][2] == 3 and answer["dtype"] == "uint8", name
            assert min(answer["small"][:2]) >= min(200, *answer["shape"][:2]), name
            assert answer["header"] == answer["shape"][:2], name


def test_memory_stays_bounded(answers: dict[str, dict]) -> None:
    peaks = [answer["peak"] for answer in answers.values() if "peak" in answer]
    if not peaks:
        pytest.skip("this system does not tell a process's peak memory")
    assert max(peaks) < MOST_MEGABYTES


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("dog_broken/golden_trunc10.jpg", "truncated"),
        ("dog_broken/golden_trunc_lastbyte.jpg", None),
        ("dog_broken/golden_trailing_garbage.jpg", None),
        ("dog_broken/golden_is_jpg_named.png", None),
        ("dog_broken/golden_noext", None),
        ("dog_broken/golden_badcrc.png", "corrupt"),
        ("dog_broken/empty.jpg", "empty"),
        ("dog_broken/text.jpg", "not_a_photo"),
        ("dog_broken/zeros.jpg", "not_a_photo"),
        ("dog_broken/script.svg", "unsupported"),
        ("video_broken/mp4_named.jpg", "not_a_photo"),
        ("bombs/bomb_30000x30000_1bit.png", "too_large"),
        ("bombs/bmp_b_reallybig.bmp", "too_large"),
        ("bombs/decompression_bomb.ico", "unsupported"),
        ("broken_gif/decompression_bomb.gif", "too_large"),
        ("heic/200MP.heic", "too_large"),
        ("heic/empty.heic", "empty"),
    ],
)
def test_known_answers(answers: dict[str, dict], name: str, code: str | None) -> None:
    assert answers[name].get("code") == code


def test_whatever_another_reader_opens_is_opened(answers: dict[str, dict], shared_photos: Path) -> None:
    """But for formats that are no photos, and pictures over the limits."""
    with open(shared_photos / "hostile" / "HOSTILE.csv", encoding="utf-8", newline="") as file:
        readable = [row["path"] for row in csv.DictReader(file) if row["pillow_opens"] == "yes"]
    refused = {name: answers[name]["code"] for name in readable if "code" in answers[name]}
    assert set(refused.values()) <= {"unsupported"}
    assert all(name.endswith((".ico", ".xpm")) for name in refused), refused
