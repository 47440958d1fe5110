"""The spec, run with stand-ins for PyInstaller on each of the three systems: what it says, not what comes of it."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import macos
import pytest
from frozen_parts import LEFT_OUT_MODULES
from project_facts import ROOT, read_facts

SPEC = ROOT / "packaging" / "breedlens.spec"
EXTRAS = {"torch", "jax", "mlflow", "sqlalchemy", "tensorboard"}
"""asked for only where somebody installed them; sqlalchemy comes with mlflow"""
Calls = dict[str, list[dict[str, Any]]]


@pytest.fixture
def run_spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run it as PyInstaller would on a system; what it asks PyInstaller for, by name."""
    monkeypatch.setenv("BREEDLENS_PACKAGING_WORK", str(tmp_path))
    monkeypatch.setattr(macos, "bundled_oldest_system", lambda: "14.0")
    hooks = dict.fromkeys(("collect_data_files", "collect_submodules", "copy_metadata"), lambda name: [])
    held: dict[str, dict[str, Any]] = {
        "PyInstaller": {}, "PyInstaller.depend": {}, "PyInstaller.utils": {},
        "PyInstaller.depend.bindepend": {"get_imports": lambda source: []}, "PyInstaller.utils.hooks": hooks,
    }  # fmt: skip
    for name, parts in held.items():
        module = ModuleType(name)
        module.__dict__.update(parts)
        monkeypatch.setitem(sys.modules, name, module)

    def run(platform: str) -> Calls:
        monkeypatch.setattr(sys, "platform", platform)
        calls: Calls = defaultdict(list)

        def part(name: str) -> Any:
            def ask(*given: Any, **named: Any) -> SimpleNamespace:
                calls[name].append({"given": given, **named})
                scripts = [("pyi_rth_pyside6", "", ""), ("pyi_rth_setuptools", "", ""), ("app", "", "")]
                return SimpleNamespace(datas=[], binaries=[], scripts=scripts, pure=[])

            return ask

        names = {name: part(name) for name in ("Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE")}
        exec(compile(SPEC.read_text("utf-8"), str(SPEC), "exec"), {"SPECPATH": str(SPEC.parent), **names})  # noqa: S102
        return calls

    return run


def started(program: dict[str, Any]) -> set[str]:
    """What runs when the program starts."""
    return {script[0] for script in program["given"][1]}


def test_windows_gets_a_program_for_the_terminal_and_one_for_the_window(run_spec: Any) -> None:
    programs = run_spec("win32")["EXE"]
    assert {program["name"]: program["console"] for program in programs} == {"breedlens": True, "breedlensw": False}
    for program in programs:
        assert started(program) == {"pyi_rth_pyside6", "app"}
        assert program["icon"].endswith("breedlens.ico")
        assert read_facts().version in Path(program["version"]).read_text("utf-8")


def test_macos_gets_a_bundle_that_says_what_it_opens(run_spec: Any) -> None:
    calls = run_spec("darwin")
    (bundle,) = calls["BUNDLE"]
    assert bundle["name"] == "BreedLens.app" and bundle["bundle_identifier"] == "org.breedlens.BreedLens"
    assert bundle["info_plist"] == macos.info_plist(read_facts(), "14.0")
    # `macos.py` signs, once the licences and the guide are inside
    assert not any("codesign_identity" in program for program in calls["EXE"])


def test_linux_gets_one_program(run_spec: Any) -> None:
    calls = run_spec("linux")
    (program,) = calls["EXE"]
    assert program["name"] == "breedlens" and started(program) == {"app"} and not calls["BUNDLE"]
    (analysis,) = calls["Analysis"]
    assert {target for _, target in analysis["datas"]} >= {"resources", "models"}


def imported(file: Path) -> set[str]:
    """The modules that a file imports, anywhere in it, but for types."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_no_module_is_left_out_that_the_program_imports() -> None:
    left_out = set(LEFT_OUT_MODULES) - EXTRAS
    for file in sorted([*(ROOT / "app").rglob("*.py"), *(ROOT / "core").rglob("*.py")]):
        for module in imported(file):
            parts = module.split(".")
            above = {".".join(parts[:count]) for count in range(1, len(parts) + 1)}
            assert not above & left_out, f"{file.relative_to(ROOT)} imports {module}"
