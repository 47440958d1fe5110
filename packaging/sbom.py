"""The bill of materials (CycloneDX 1.6, JSON): `python packaging/sbom.py FILE`.

Names every package that is handed out, with version, licence and the shared libraries inside, and what needs what. The
same packages give the same file: it carries the time of the source and a number made from its contents.
"""

from __future__ import annotations

import argparse
import sys
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bundled import PROJECT, STAND_INS, MissingPackageError, Package, bundled_packages, canonical
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from licences import LicenceError, Licences, Part
from packageurl import PackageURL
from packaging.requirements import Requirement
from stamp import Stamp, stamp_of

_NAMESPACE = uuid.UUID("6f6c2b6e-3c2f-5d6e-9d0a-1f7e5b8a4c21")
"""of the numbers of these documents"""


def bill(packages: Sequence[Package], parts: Sequence[Part], stamp: Stamp) -> str:
    """The document.

    Raises:
        ValueError: it does not follow the schema.
    """
    bom = Bom()
    names = {package.name for package in packages}
    components = {part.name: _component(part, is_package=part.name in names) for part in parts if not part.inside}
    for part in parts:
        if part.inside:
            components[part.inside].components.add(_component(part, is_package=False))
    program = components.pop(PROJECT)
    program.type = ComponentType.APPLICATION
    bom.metadata.component = program
    bom.components.update(components.values())
    held = {PROJECT: program, **components}
    for package in packages:
        needs = {canonical(Requirement(text).name) for text in package.distribution.requires or []}
        meant = {one for name in needs for one in (name, *STAND_INS.get(name, ()))}
        bom.register_dependency(held[package.name], [held[name] for name in sorted(meant) if name in held])
    if stamp.time:
        bom.metadata.timestamp = datetime.strptime(stamp.time, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    contents = "\n".join(f"{part.name} {part.version} {part.licence}" for part in parts) + stamp.commit
    bom.serial_number = uuid.uuid5(_NAMESPACE, contents)
    text = JsonV1Dot6(bom).output_as_string(indent=1)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        raise ValueError(f"the bill of materials does not follow the schema: {wrong}")
    return text + "\n"


def _component(part: Part, *, is_package: bool) -> Component:
    reference = f"{part.inside}/{part.name}" if part.inside else part.name
    return Component(
        name=part.name,
        version=part.version or None,
        type=ComponentType.LIBRARY,
        bom_ref=reference,
        purl=PackageURL("pypi", name=part.name, version=part.version) if is_package else None,
        licenses=[_licence(part.licence)],
        description=part.note or None,
    )


def _licence(expression: str) -> License:
    made: License = LicenseFactory().make_from_string(expression)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the document."""
    parser = argparse.ArgumentParser(description="Write the bill of materials (CycloneDX, JSON).")
    parser.add_argument("file", type=Path)
    target: Path = parser.parse_args(arguments).file
    try:
        packages = bundled_packages()
        text = bill(packages, Licences(packages).parts(), stamp_of())
    except (LicenceError, MissingPackageError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    print(f"{len(packages)} packages: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
