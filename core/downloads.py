"""Fetching one large file: resumed, checked against its digest, and never half there.

What has arrived is kept in `TARGET.part`; the target appears only when it is whole and its digest is right.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import os
import selectors
import shutil
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from core import download_errors as errors
from core.control import Control, OnProgress, Progress
from core.errors import BreedLensError
from core.files import is_disk_full, no_room, write_failure

PART_SUFFIX = ".part"
_BLOCK = 1 << 18
_BUFFERED = 1 << 16
_ASK_CONTROL_SECONDS = 0.2
CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
"""where systems keep the authorities that they trust: Debian and Arch, Fedora, openSUSE, macOS"""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a bad network is put up with."""

    stall_seconds: float = 30.0
    """without a single byte, before the connection is given up"""
    attempts: int = 5
    """in a row that bring nothing new"""
    wait_seconds: float = 1.0
    """before the second attempt; doubled for each one after it"""
    largest_bytes: int = 4 << 30
    """a server that sends more than this is cut off"""


class _Retry(Exception):
    """This attempt failed; another one may not. Carries the error to raise when there are no more."""

    def __init__(self, error: BreedLensError) -> None:
        super().__init__(error.message)
        self.error = error


def download(
    url: str,
    target: str,
    *,
    digest: str | None,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
    patience: Patience | None = None,
) -> None:
    """Fetch `url` into the file `target`; returns at once where it is there already with the right digest.

    Args:
        url: http or https address. The system's proxy settings are followed.
        target: path of the finished file; its folder must exist.
        digest: `md5:...` or `sha256:...` as published. Without one nothing but the length is checked, and a part
            left by an earlier attempt is not trusted.
        control: asked several times a second; what has arrived is kept for the next time.
        on_progress: told the bytes so far and in all (None while unknown), with the rate in bytes a second.
        patience: timeouts and number of attempts.

    Raises:
        Cancelled: through `control`.
        BreedLensError: `offline`, `no_network`, `proxy`, `not_on_server`, `server_error`, `stalled`, `cut_off`,
            `wrong_digest`, `not_trusted`, `too_large`, `bad_address`, or a code of `write_failure`.
    """
    if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
        raise BreedLensError("bad_address", "{url} is not an address that can be downloaded from.", url=url)
    job = _Job(url, target, digest, control or Control(), on_progress, patience or Patience())
    try:
        job.run()
    except OSError as error:
        raise job.disk_error(error) from error


def matches(path: str, digest: str, control: Control | None = None) -> bool:
    """Whether a file has the digest `algorithm:hexadecimal`.

    Raises:
        OSError: the file cannot be read.
        Cancelled: through `control`.
    """
    algorithm, _, wanted = digest.partition(":")
    hasher = hashlib.new(algorithm, usedforsecurity=False)
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            hasher.update(block)
            if control:
                control.checkpoint()
    return hasher.hexdigest() == wanted.lower()


@dataclass(slots=True)
class _Job:
    url: str
    target: str
    digest: str | None
    control: Control
    on_progress: OnProgress | None
    patience: Patience
    validator: str = ""
    """ETag or date of the file that the part belongs to, as far as this process saw it"""

    @property
    def part(self) -> str:
        return self.target + PART_SUFFIX

    @property
    def arrived(self) -> int:
        """Bytes in the part."""
        with contextlib.suppress(FileNotFoundError):
            return os.path.getsize(self.part)
        return 0

    def run(self) -> None:
        """All attempts, to the finished target."""
        if self.digest and os.path.exists(self.target) and matches(self.target, self.digest, self.control):
            return
        if not self.digest:
            self._start_over()
        fruitless = 0
        wrong_before = False
        while True:
            before = self.arrived
            try:
                self._attempt(before)
                if self._is_right():
                    Path(self.part).replace(self.target)
                    return
                self._start_over()
                if wrong_before:
                    raise errors.wrong_digest(self.url, self.digest)
                wrong_before = True
            except _Retry as failure:
                fruitless = 0 if self.arrived > before else fruitless + 1
                if fruitless >= self.patience.attempts:
                    raise failure.error from failure
                self._wait(self.patience.wait_seconds * 2 ** max(0, fruitless - 1))

    def _attempt(self, offset: int) -> None:
        """One connection: append what comes to the part; returns when the server says that this was all."""
        request = urllib.request.Request(self.url, headers={"User-Agent": "BreedLens", "Accept-Encoding": "identity"})
        if offset:
            request.add_header("Range", f"bytes={offset}-")
            if self.validator:
                request.add_header("If-Range", self.validator)
        try:
            response = urllib.request.urlopen(request, timeout=self.patience.stall_seconds, context=trust())
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == 416 and offset:
                self._nothing_left(error.headers.get("Content-Range", ""), offset)
                return
            raise _again(errors.refused(self.url, error.code)) from error
        except urllib.error.URLError as error:
            raise _again(errors.unreachable(self.url, error.reason)) from error
        except TimeoutError as error:
            raise _Retry(errors.stalled(self.url)) from error
        except (http.client.HTTPException, OSError) as error:
            raise _Retry(errors.cut_off(self.url, repr(error))) from error
        with response:
            self._receive(response, offset)

    def _nothing_left(self, content_range: str, offset: int) -> None:
        """The server says that the part is whole, or that it is no part of this file; the digest, if any, tells."""
        if not self.digest and content_range != f"bytes */{offset}":
            self._start_over()
            raise _Retry(errors.cut_off(self.url, f"416 with Content-Range {content_range!r} at {offset}"))

    def _receive(self, response: http.client.HTTPResponse, offset: int) -> None:
        try:
            start, total = _extent(response, offset)
        except ValueError as error:
            raise _Retry(errors.cut_off(self.url, str(error))) from error
        self.validator = response.headers.get("ETag") or response.headers.get("Last-Modified") or ""
        if self.validator.startswith("W/"):
            self.validator = ""  # a weak one may not be used for ranges
        self._check_room(start, total)
        with open(self.part, "r+b" if start and start == offset else "wb") as file:
            file.seek(start)
            arrived = self._copy(response, file, start, total)
        if arrived > self.patience.largest_bytes:
            self._start_over()
            raise errors.too_large(self.url)
        if total is not None and arrived < total:
            raise _Retry(errors.cut_off(self.url, f"{arrived} of {total} bytes"))

    def _copy(self, response: http.client.HTTPResponse, file: IO[bytes], start: int, total: int | None) -> int:
        """Write what arrives, up to the most that is allowed; the number of bytes that the file then has."""
        arrived, began = start, time.monotonic()
        with selectors.DefaultSelector() as selector:
            selector.register(response.fileno(), selectors.EVENT_READ)
            while (total is None or arrived < total) and arrived <= self.patience.largest_bytes:
                self.control.checkpoint()
                # The first bytes may lie in buffers that the selector cannot see; so may a part of any chunk.
                block = self._read(response, selector if arrived - start > _BUFFERED and not response.chunked else None)
                if not block:
                    break
                file.write(block)
                arrived += len(block)
                if self.on_progress:
                    rate = (arrived - start) / max(time.monotonic() - began, 1e-9)
                    self.on_progress(Progress(arrived, total, rate))
        return arrived

    def _read(self, response: http.client.HTTPResponse, selector: selectors.BaseSelector | None) -> bytes:
        """The next bytes, empty at the end; with a selector the control is asked while waiting for them."""
        deadline = time.monotonic() + self.patience.stall_seconds
        while selector and not selector.select(_ASK_CONTROL_SECONDS):
            self.control.checkpoint()
            if time.monotonic() > deadline:
                raise _Retry(errors.stalled(self.url))
        try:
            return response.read1(_BLOCK)
        except TimeoutError as error:
            raise _Retry(errors.stalled(self.url)) from error
        except (http.client.HTTPException, OSError) as error:
            raise _Retry(errors.cut_off(self.url, repr(error))) from error

    def _wait(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self.control.checkpoint()
            time.sleep(min(left, _ASK_CONTROL_SECONDS))

    def _is_right(self) -> bool:
        if not self.digest:
            return True
        return os.path.exists(self.part) and matches(self.part, self.digest, self.control)

    def _start_over(self) -> None:
        Path(self.part).unlink(missing_ok=True)
        self.validator = ""

    def _check_room(self, start: int, total: int | None) -> None:
        free = shutil.disk_usage(os.path.dirname(os.path.abspath(self.target))).free
        if total is not None and total > self.patience.largest_bytes:
            raise errors.too_large(self.url)
        # What the part holds beyond `start` is about to be cut away.
        if total is not None and total - start > free + self.arrived - start:
            raise no_room(total - start, free)

    def disk_error(self, error: OSError) -> BreedLensError:
        """The same as a sentence."""
        if is_disk_full(error):
            self._start_over()  # the room is needed more than the part
        return write_failure(error)


def trust() -> ssl.SSLContext:
    """Whom to believe who they are: those that this system trusts.

    A program that was frozen on another system looks for them where that one keeps them, and would trust nobody.
    """
    context = ssl.create_default_context()
    known = ssl.get_default_verify_paths()
    if os.name == "posix" and known.cafile is None and known.capath is None:
        for file in CERTIFICATES:
            if os.path.isfile(file):
                context.load_verify_locations(file)
                break
    return context


def _again(error: BreedLensError) -> Exception:
    """The error itself where trying again is pointless, or the wish to try again."""
    return _Retry(error) if error.code in errors.PASSING else error


def _extent(response: http.client.HTTPResponse, offset: int) -> tuple[int, int | None]:
    """Where in the file the response begins, and how long the whole file is (None where it is not said)."""
    if response.status == 206:
        unit, _, rest = response.headers.get("Content-Range", "").partition(" ")
        span, _, whole = rest.partition("/")
        begin = span.partition("-")[0]
        if unit == "bytes" and begin.isdecimal() and int(begin) <= offset:
            return int(begin), int(whole) if whole.isdecimal() else None
        raise ValueError(f"unusable Content-Range: {response.headers.get('Content-Range')!r}")
    return 0, response.length
