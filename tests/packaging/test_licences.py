"""What is bundled, under which licence, and what is refused."""

from __future__ import annotations

import json
import platform
import re
import tomllib
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest
from bundled import MissingPackageError, Package, bundled_packages
from hypothesis import given
from hypothesis import strategies as st
from licence_terms import Terms, recorded_licence
from licence_texts import MissingTextError, package_chapters
from licences import TABLE, LicenceError, Licences, forbidden_files, library_name, main, write_licences

TERMS = Terms(frozenset({"MIT", "Apache-2.0"}), {"LGPL-3.0-only": "a library of its own"})


def made_package(folder: Path, name: str, record: str, files: tuple[str, ...] = ()) -> Package:
    """An installed package with this record and these files."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n{record}", "utf-8")
    (info / "LICENSE").write_text(f"the terms of {name}", "utf-8")
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    listed = [f"{info.name}/LICENSE", *files]
    (info / "RECORD").write_text("".join(f"{file},,\n" for file in listed), "utf-8")
    return Package(PathDistribution(info))


def test_everything_that_the_program_needs_may_be_bundled(tmp_path: Path) -> None:
    packages = bundled_packages()
    names = {package.name for package in packages}
    assert {"breedlens", "pyside6-essentials", "tensorflow", "onnxruntime", "pi-heif"} <= names
    assert not names & {"pytest", "hypothesis", "mypy"}, "what only developers need is not bundled"
    parts = Licences(packages).parts()
    assert {part.name for part in parts} >= names
    assert len({(part.name, part.inside) for part in parts}) == len(parts), "nothing is listed twice"
    assert all(part.licence for part in parts)
    python, qt = (next(part for part in parts if part.name == name) for name in ("Python", "pyside6-essentials"))
    assert python.version == platform.python_version()
    assert "LGPL-3.0-only" in qt.licence and qt.note


def test_every_part_comes_with_its_licence_in_full(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="comes with the extra package")
    packages = bundled_packages()
    parts = write_licences(Licences(packages), tmp_path)
    listed = json.loads((tmp_path / "licences.json").read_text("utf-8"))
    assert [entry["name"] for entry in listed] == [part.name for part in parts]
    text = (tmp_path / "LICENCES.txt").read_text("utf-8")
    titles = set(re.findall(r"={78}\n(.*)\n={78}\n", text))
    for part in parts:
        if not part.inside:
            assert any(title.startswith(part.name) for title in titles), part.name
    # what their terms ask for, and what their packages do not bring
    for words in (
        "GNU LESSER GENERAL PUBLIC LICENSE\n                       Version 3",
        "GNU GENERAL PUBLIC LICENSE\n                       Version 3",
        "SIL OPEN FONT LICENSE",
        "PYTHON SOFTWARE FOUNDATION LICENSE",
        "https://download.qt.io",
    ):
        assert words in text, words
    assert any(title.startswith("onnxruntime") and "ThirdPartyNotices" in title for title in titles)
    assert any(title.startswith("tensorflow") and "THIRD_PARTY_NOTICES" in title for title in titles)


def test_a_package_without_a_licence_text_gets_the_standard_one_or_stops_the_build(tmp_path: Path) -> None:
    package = made_package(tmp_path, "wheel", "License-Expression: LGPL-3.0-only OR GPL-2.0-only\n")
    (own,) = package_chapters(package, ["LGPL-3.0-only"])
    assert "the terms of wheel" in own
    (tmp_path / "wheel-1.0.dist-info" / "LICENSE").unlink()
    (standard,) = package_chapters(package, ["LGPL-3.0-only"])
    assert "wheel 1.0: LGPL-3.0-only" in standard and "GNU LESSER" in standard
    with pytest.raises(MissingTextError, match="wheel comes without its licence"):
        list(package_chapters(package, ["BSD-3-Clause"]))


@pytest.mark.parametrize(
    ("record", "refused"),
    [
        ("License-Expression: AGPL-3.0-only", "AGPL-3.0-only may not"),
        ("License-Expression: MIT AND GPL-3.0-only", "GPL-3.0-only may not"),
        ("License: GPL-2.0-or-later", "GPL-2.0-or-later may not"),
        ("License: Mine alone", "names no licence"),
        ("Classifier: License :: OSI Approved :: GNU Affero General Public License v3", "names no licence"),
        ("License-Expression: SSPL-1.0", "SSPL-1.0 may not"),
        ("", "names no licence"),
    ],
)
def test_what_may_not_be_bundled_stops_the_build(tmp_path: Path, record: str, refused: str) -> None:
    with pytest.raises(LicenceError, match=refused):
        Licences([made_package(tmp_path, "foreign", record + "\n")]).parts()


def test_shared_libraries_inside_a_package_are_listed_and_unknown_ones_refused(tmp_path: Path) -> None:
    record = "License-Expression: MIT\n"
    package = made_package(tmp_path / "a", "wheel-a", record, ("wheel_a.libs/libavcodec-c4204469.so.62.28.101",))
    inner = Licences([package]).parts()[-1]
    assert (inner.name, inner.inside, inner.licence) == ("avcodec", "wheel-a", "LGPL-2.1-or-later") and inner.note
    package = made_package(tmp_path / "b", "wheel-b", record, ("wheel_b/.dylibs/libx264.164.dylib",))
    with pytest.raises(LicenceError, match=r"libx264\.164\.dylib"):
        Licences([package]).parts()


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("libopenblasp-r0-59ffcd50.3.15.so", "openblas"),
        ("libscipy_openblas64_-32a4b2a6.so", "scipy_openblas"),
        ("libgfortran-040039e1-0352e75f.so.5.0.0", "gfortran"),
        ("libhdf5_hl-a45b8ce6.so.310.0.6", "hdf5"),
        ("msvcp140-8f141b4454fa78db34bc1f28c571b4da.dll", "msvcp"),
        ("opencv_videoio_ffmpeg500_64.dll", "opencv_videoio_ffmpeg"),
        ("libomp.dylib", "omp"),
        ("libcrypto-5409cd36.so.1.1.1k", "crypto"),
        ("libcrypto-1_1.dll", "crypto"),
        ("libssl.so.3", "ssl3"),
        ("libssl-3.dll", "ssl3"),
        ("VCRUNTIME140_1.dll", "vcruntime"),
        ("python311.dll", "python3"),
        ("libicudata.so.73", "icudata"),
    ],
)
def test_names_of_shared_libraries(file: str, name: str) -> None:
    assert library_name(file) == name
    assert name in tomllib.loads(TABLE.read_text("utf-8"))["inside"]


def test_parts_of_qt_under_the_gpl_alone_may_not_be_in_a_frozen_program(tmp_path: Path) -> None:
    for name in ("libQt6Core.so.6", "libQt6Lottie.so.6", "Qt6VirtualKeyboard.dll", "texts/x265 and others.md"):
        path = tmp_path / "_internal" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    found = [Path(name).name for name in forbidden_files(tmp_path)]
    assert found == ["Qt6VirtualKeyboard.dll", "libQt6Lottie.so.6", "x265 and others.md"]


def test_libraries_of_the_system_in_a_frozen_program_are_listed_and_unknown_ones_refused(tmp_path: Path) -> None:
    package = made_package(tmp_path / "a", "wheel-a", "License-Expression: MIT\n", ("wheel_a.libs/libz-12.so.1",))
    program = tmp_path / "program"
    program.mkdir()
    for name in ("libz-12.so.1", "libicuuc.so.73", "libffi.so.8", "sqlite3.dll", "libcrypto.3.dylib", "notes.so.txt"):
        (program / name).write_bytes(b"")
    found = Licences([package]).system_libraries(program)
    assert {part.name: part.licence for part in found} == {
        "libffi.so.8": "MIT",
        "libicuuc.so.73": "Unicode-3.0",
        "sqlite3.dll": "blessing",
        "libcrypto.3.dylib": "Apache-2.0",
    }
    (program / "libgdbm.so.6").write_bytes(b"")
    with pytest.raises(LicenceError, match=r"libgdbm\.so\.6"):
        Licences([package]).system_libraries(program)


def test_of_licences_joined_by_or_one_is_enough() -> None:
    assert TERMS.refused("LGPL-3.0-only OR GPL-3.0-only") == []
    assert TERMS.refused("MIT and (GPL-3.0-only or Apache-2.0)") == []
    assert TERMS.refused("MIT AND (GPL-3.0-only OR AGPL-3.0-only)") == ["GPL-3.0-only"]
    assert TERMS.refused("GPL-3.0-only WITH GCC-exception-3.1") == ["GPL-3.0-only WITH GCC-exception-3.1"]
    assert TERMS.chosen("LGPL-3.0-only OR GPL-3.0-only") == ["LGPL-3.0-only"]
    assert TERMS.needed("LGPL-3.0-only OR GPL-3.0-only") == ["LGPL-3.0-only"]
    assert TERMS.needed("MIT AND (Apache-2.0 WITH LLVM-exception)") == ["MIT", "Apache-2.0"]


NAMES = st.sampled_from(["MIT", "Apache-2.0", "LGPL-3.0-only", "GPL-3.0-only", "AGPL-3.0-only"])
EXPRESSIONS = st.recursive(
    NAMES, lambda some: st.tuples(some, st.sampled_from(["AND", "OR"]), some).map(lambda t: f"({t[0]} {t[1]} {t[2]})")
)


@given(EXPRESSIONS)
def test_expressions_are_judged_as_their_logic_says(expression: str) -> None:
    truth = expression.replace("LGPL-3.0-only", "True").replace("AGPL-3.0-only", "False")
    truth = truth.replace("GPL-3.0-only", "False").replace("Apache-2.0", "True").replace("MIT", "True")
    logic = truth.replace("AND", "and").replace("OR", "or")
    assert (TERMS.refused(expression) == []) == _value(logic)


def _value(logic: str) -> bool:
    """The value of a fully bracketed formula of `True`, `False`, `and` and `or`."""
    while "(" in logic:
        inner = logic[logic.rindex("(") + 1 :].partition(")")[0]
        logic = logic.replace(f"({inner})", str(_value(inner)))
    words = logic.split()
    first, rest = words[0] == "True", words[1:]
    return first if not rest else ((first and rest[1] == "True") if rest[0] == "and" else (first or rest[1] == "True"))


@given(st.text(alphabet="MITandORWH().-+ /,3", max_size=20))
def test_no_expression_is_an_error_not_a_licence(text: str) -> None:
    try:
        TERMS.refused(text)
    except ValueError:
        return
    assert text.strip()


def test_the_newest_field_of_a_record_counts() -> None:
    words = {"MIT License": "MIT", "BSD License": "BSD-3-Clause"}
    old = ["License :: OSI Approved :: BSD License", "Topic :: Utilities"]
    assert recorded_licence({"License-Expression": "ISC", "License": "MIT License"}, old, words) == "ISC"
    assert recorded_licence({"License": "MIT License"}, old, words) == "MIT"
    assert recorded_licence({"License": "Copyright (c) 2001\nall of it"}, old, words) == "BSD-3-Clause"
    assert recorded_licence({"License": "UNKNOWN"}, [], words) == ""


def test_a_package_that_is_not_installed_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(MissingPackageError, match="no-such-package is not installed"):
        bundled_packages("no-such-package")
    assert main(["--frozen", str(tmp_path)]) == 0
    assert "pyside6-essentials" in capsys.readouterr().out
