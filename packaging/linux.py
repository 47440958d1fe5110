"""What is handed out for Linux: a Debian package, and an archive that runs from any folder."""

from __future__ import annotations

import platform
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from debian_package import make_package, output_of
from freezing import BuildError, Frozen
from stamp import source_time

READ_ME = """\
{title} {version}

Start it with ./{name} or from your file manager; nothing is installed. `./{name} --help` shows the commands, and
`./{name} self-test` checks that all works on this computer.

Labels, models and settings go to your home folder, and stay there when this folder is deleted. To keep everything on a
stick, start it with BREEDLENS_HOME set to a folder there.

Qt needs some libraries that nearly every desktop has. On Debian and Ubuntu:
sudo apt install {libraries}
"""


def make_installers(frozen: Frozen) -> Sequence[Path]:
    """Build the package where Debian's tools are, and the archive everywhere.

    Raises:
        BuildError: a step failed.
    """
    date = source_time(frozen.root) or datetime.now(UTC)
    made = []
    if shutil.which("dpkg-deb") is None:
        print("dpkg-deb is not here: no .deb is made")
    else:
        made.append(make_package(frozen, date))
        check_package(frozen, made[0])
    return [*made, make_archive(frozen, date)]


def make_archive(frozen: Frozen, date: datetime) -> Path:
    """The portable archive: one folder with the version in its name, so that two versions lie side by side.

    Raises:
        BuildError: `tar` failed.
    """
    facts = frozen.facts
    name = f"{facts.name}-{facts.version}-linux-{platform.machine()}"
    archive = frozen.output / f"{name}.tar.xz"
    libraries = (frozen.root / "packaging" / "qt-libraries.txt").read_text("utf-8").split()
    with tempfile.TemporaryDirectory(dir=frozen.work) as extra:
        read_me = READ_ME.format(
            title=facts.title, version=facts.version, name=facts.name, libraries=" ".join(libraries)
        )
        Path(extra, "README.txt").write_text(read_me, "utf-8")
        for file in ("LICENSE", "NOTICE"):
            shutil.copy(frozen.root / file, extra)
        shutil.copy(frozen.work / "icons" / "breedlens-256.png", Path(extra, f"{facts.name}.png"))
        options = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", f"--mtime=@{int(date.timestamp())}"]
        options += ["--mode=u+rw,go+r,go-w", "--use-compress-program=xz -T0 -1", f"--transform=flags=r;s,^\\.,{name},"]
        output_of("tar", *options, "-cf", str(archive), "-C", str(frozen.folder), ".", "-C", extra, ".")
    return archive


def check_package(frozen: Frozen, package: Path) -> None:
    """Have the desktop's and Debian's own checkers look at the package, as far as they are installed.

    Raises:
        BuildError: one of them found something.
    """
    share = frozen.work / "deb" / "usr" / "share"
    checks = (
        ("desktop-file-validate", *map(str, (share / "applications").iterdir())),
        ("appstreamcli", "validate", "--no-net", *map(str, (share / "metainfo").iterdir())),
        ("lintian", "--fail-on", "error,warning", str(package)),
    )
    for command in checks:
        if shutil.which(command[0]) is None:
            print(f"{command[0]} is not here: not checked")
            continue
        said = output_of(*command).strip()
        if said and command[0] == "desktop-file-validate":
            raise BuildError(f"desktop-file-validate:\n{said}")
        print(f"{command[0]}: passed")
