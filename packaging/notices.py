"""What a frozen program carries beside its code: licences, bill of materials, stamp, and the user guide.

All of it is made at packaging time and lies in the program's `resources`, where the window finds it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bundled import MissingPackageError, bundled_packages, packages_of
from frozen_parts import LEFT_OUT_MODULES
from guide import GuideError, build_guide
from licences import LicenceError, Licences, forbidden_files, write_licences
from sbom import bill
from stamp import stamp_of, write_stamp

if TYPE_CHECKING:
    from freezing import Frozen

GUIDE, LICENCES, BILL = "guide", "licences", "breedlens.cdx.json"


def write_notices(frozen: Frozen) -> None:
    """Write everything into the frozen program.

    Raises:
        BuildError: something in it may not be handed out, or the guide cannot be made.
    """
    from freezing import BuildError

    try:
        fill_resources(resources_of(frozen.folder), frozen.root, frozen.folder)
    except (LicenceError, MissingPackageError, GuideError, FileNotFoundError, ValueError) as error:
        raise BuildError(str(error)) from error
    forbidden = forbidden_files(frozen.folder)
    if forbidden:
        raise BuildError("These files may not be handed out:\n  " + "\n  ".join(forbidden))


def fill_resources(resources: Path, root: Path, program: Path | None = None) -> None:
    """Write stamp, licences, bill of materials and guide below `resources`, for the project in `root`.

    Args:
        program: the frozen program, whose libraries of the system are listed too.

    Raises:
        LicenceError, MissingPackageError, GuideError: as their functions say.
    """
    packages, stamp = bundled_packages(left_out=packages_of(LEFT_OUT_MODULES)), stamp_of(root)
    licences = Licences(packages)
    parts = write_licences(licences, resources / LICENCES, program)
    (resources / LICENCES / BILL).write_text(bill(packages, parts, stamp), "utf-8")
    write_stamp(stamp, resources)
    build_guide(resources / GUIDE, stamp)


def resources_of(program: Path) -> Path:
    """The folder `resources` of a frozen program.

    Raises:
        FileNotFoundError: there is none.
    """
    for inner in ("_internal", "Contents/Resources", "Contents/Frameworks", "."):
        folder = program / inner / "resources"
        if (folder / "breeds.csv").is_file() and not folder.is_symlink():
            return folder
    raise FileNotFoundError(f"There is no folder resources in {program}")
