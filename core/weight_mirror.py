"""Where pretrained weights are fetched from: their publisher, or a mirror that an administrator names.

A mirror holds the files under the names that they have at their publishers. It is trusted no more than those: every
file is checked against the published digest, where there is one.
"""

from __future__ import annotations

import os
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

from core.catalog import DownloadSource
from core.control import Control, OnProgress, Progress
from core.downloads import download, matches
from core.errors import BreedLensError
from core.files import replace, shown, temporary_beside, write_failure

MIRROR_VARIABLE = "BREEDLENS_WEIGHTS_MIRROR"
"""names the mirror: an http, https or file address, or the whole path of a folder"""
_BLOCK = 1 << 20


def fetch_weights(
    source: DownloadSource,
    target: str,
    *,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
    environment: Mapping[str, str] = os.environ,
) -> None:
    """Fetch the weights with their classifier into the file `target`, whose folder must exist.

    Args:
        source: what to fetch.
        target: path of the finished file.
        control: asked several times a second.
        on_progress: told the bytes so far and in all.
        environment: may name a mirror.

    Raises:
        Cancelled: through `control`.
        BreedLensError: `bad_mirror`, `not_in_mirror`, `mirror_unreadable`, or as `core.downloads.download`.
    """
    mirror = environment.get(MIRROR_VARIABLE, "").strip()
    folder = _folder(mirror)
    if folder is not None:
        _copy(folder / source.file, target, source.digest, control or Control(), on_progress)
        return
    url = f"{mirror.rstrip('/')}/{urllib.parse.quote(source.file)}" if mirror else source.url
    try:
        download(url, target, digest=source.digest, control=control, on_progress=on_progress)
    except BreedLensError as error:
        if mirror and error.code == "not_on_server":
            raise _not_there(mirror, source.file) from error
        raise


def _folder(mirror: str) -> Path | None:
    """The folder that a mirror is; None where it is a server, or there is none.

    Raises:
        BreedLensError: `bad_mirror`.
    """
    address = urllib.parse.urlsplit(mirror)
    if not mirror or (address.scheme in ("http", "https") and address.hostname):
        return None
    if address.scheme == "file":
        server = f"//{address.netloc}" if address.netloc not in ("", "localhost") else ""
        return Path(urllib.request.url2pathname(server + address.path))
    if os.path.isabs(mirror):
        return Path(mirror)
    raise BreedLensError(
        "bad_mirror",
        "{variable} is set to {mirror}, which is neither an address (https, http or file) nor the whole path of a "
        "folder.",
        variable=MIRROR_VARIABLE,
        mirror=shown(mirror),
    )


def _copy(file: Path, target: str, digest: str | None, control: Control, on_progress: OnProgress | None) -> None:
    """Copy a file of a mirror, and keep the copy only if it is the published one."""
    try:
        with temporary_beside(target) as temporary:
            with open(temporary, "wb") as writing:
                for block, total in _blocks(file):
                    control.checkpoint()
                    writing.write(block)
                    if on_progress:
                        on_progress(Progress(writing.tell(), total))
            if digest and not matches(temporary, digest, control):
                raise BreedLensError(
                    "wrong_digest",
                    "The file {path} is not the one that its publisher describes, and is not used.",
                    path=shown(str(file)),
                    details=f"not {digest}",
                )
            replace(temporary, target)
    except OSError as error:
        raise write_failure(error) from error


def _blocks(file: Path) -> Iterator[tuple[bytes, int]]:
    """The file piece by piece, each with the size of the whole in bytes.

    Raises:
        BreedLensError: `not_in_mirror`, `mirror_unreadable`.
    """
    try:
        with file.open("rb") as reading:
            total = os.fstat(reading.fileno()).st_size
            while block := reading.read(_BLOCK):
                yield block, total
    except FileNotFoundError as error:
        raise _not_there(str(file.parent), file.name) from error
    except OSError as error:
        raise BreedLensError(
            "mirror_unreadable",
            "The file {path} cannot be read ({reason}).",
            path=shown(str(file)),
            reason=error.strerror or type(error).__name__,
        ) from error


def _not_there(mirror: str, file: str) -> BreedLensError:
    return BreedLensError(
        "not_in_mirror",
        "{mirror}, which {variable} names as the place of weights, has no file {file}.",
        mirror=shown(mirror),
        variable=MIRROR_VARIABLE,
        file=file,
    )
