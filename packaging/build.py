"""The installer of the platform that this runs on: `python packaging/build.py [--no-installer] [--skip-freeze]`.

Needs an environment with the project installed, `pip install -c constraints.txt ".[package]"`. Makes the frozen
program in `build/frozen`, has it test itself, prints the size of its parts, and writes the installers to `dist`.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from freezing import BuildError, Frozen, freeze, places, self_test
from notices import write_notices
from part_sizes import size_lines

PLATFORMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}
"""the module with `make_installers(frozen) -> Sequence[Path]`, by `sys.platform`"""


def build(frozen: Frozen, *, skip_freeze: bool, installer: bool) -> Sequence[Path]:
    """Do all steps; returns the files to hand out.

    Raises:
        BuildError: one of them failed.
    """
    if not skip_freeze:
        freeze(frozen)
    write_notices(frozen)
    print(self_test(frozen))
    print("\n".join(size_lines(frozen.folder)))
    if not installer:
        return []
    platform = PLATFORMS.get(sys.platform)
    if platform is None:
        raise BuildError(f"There is no installer for {sys.platform}; the frozen program is in {frozen.folder}")
    frozen.output.mkdir(parents=True, exist_ok=True)
    made: Sequence[Path] = importlib.import_module(platform).make_installers(frozen)
    return [*made, write_sums(made, frozen.output / f"SHA256SUMS-{platform}")]


def write_sums(files: Sequence[Path], target: Path) -> Path:
    """Write what `sha256sum --check` reads beside the files; returns it."""
    lines = []
    for path in files:
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    target.write_text("".join(lines), "utf-8", newline="\n")
    return target


def main() -> int:
    """Build, and say what was made and how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-installer", action="store_true", help="only the frozen program")
    parser.add_argument("--skip-freeze", action="store_true", help="use the frozen program that is there")
    arguments = parser.parse_args()
    try:
        made = build(places(), skip_freeze=arguments.skip_freeze, installer=not arguments.no_installer)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    for path in made:
        print(f"{path.stat().st_size / 1e6:9.1f} MB  {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
