"""Downloads against a server on this computer that cuts, stalls, lies, and refuses."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from core import downloads
from core.control import Cancelled, Control, Progress
from core.downloads import Patience, download
from core.errors import BreedLensError

BODY = random.Random(1).randbytes(700_000)
SHA = f"sha256:{hashlib.sha256(BODY).hexdigest()}"
MD5 = f"md5:{hashlib.md5(BODY).hexdigest()}"
QUICK = Patience(stall_seconds=0.5, attempts=3, wait_seconds=0.01)

Behaviour = Callable[["Handler", int], None]


@dataclass
class Script:
    """What the server does at its n-th request, the last entry repeating; and what it was asked."""

    steps: list[Behaviour]
    ranges: list[str | None] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


class Server(ThreadingHTTPServer):
    daemon_threads = False

    def handle_error(self, *_: object) -> None:
        """The client hanging up in the middle is part of the play."""


class Handler(BaseHTTPRequestHandler):
    script: Script

    def do_GET(self) -> None:
        asked = self.headers["Range"]
        self.script.ranges.append(asked)
        step = self.script.steps[min(len(self.script.ranges), len(self.script.steps)) - 1]
        step(self, int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


def head(handler: Handler, status: int, **headers: object) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), str(value))
    handler.end_headers()


def serve(body: bytes = BODY, cut: int | None = None, stall: bool = False, etag: str = '"1"') -> Behaviour:
    """Answer ranges properly; send only `cut` bytes of what was promised, then hang up or stall."""

    def step(handler: Handler, offset: int) -> None:
        rest = body[offset:]
        if offset:
            span = f"bytes {offset}-{len(body) - 1}/{len(body)}"
            head(handler, 206, Content_Length=len(rest), Content_Range=span, ETag=etag)
        else:
            head(handler, 200, Content_Length=len(rest), ETag=etag)
        handler.wfile.write(rest[:cut])
        if stall:
            handler.wfile.flush()
            handler.script.over.wait(10)

    return step


def ignore_range(cut: int | None = None) -> Behaviour:
    def step(handler: Handler, offset: int) -> None:
        head(handler, 200, Content_Length=len(BODY))
        handler.wfile.write(BODY[:cut])

    return step


def without_length(handler: Handler, offset: int) -> None:
    head(handler, 200)
    handler.wfile.write(BODY)


def refuse(status: int, **headers: object) -> Behaviour:
    return lambda handler, offset: head(handler, status, Content_Length=0, **headers)


def chunked(cut: bool = False) -> Behaviour:
    def step(handler: Handler, offset: int) -> None:
        handler.protocol_version = "HTTP/1.1"
        head(handler, 200, Transfer_Encoding="chunked")
        for start in range(0, len(BODY) // 2 if cut else len(BODY), 100_000):
            piece = BODY[start : start + 100_000]
            handler.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        if not cut:
            handler.wfile.write(b"0\r\n\r\n")

    return step


Start = Callable[..., tuple[str, Script]]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Start a server with the given steps; its address and its script."""
    monkeypatch.setenv("no_proxy", "*")
    running: list[tuple[Server, threading.Thread, Script]] = []

    def begin(*steps: Behaviour) -> tuple[str, Script]:
        script = Script(list(steps))
        server = Server(("127.0.0.1", 0), type("Scripted", (Handler,), {"script": script}))
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        running.append((server, thread, script))
        return f"http://127.0.0.1:{server.server_port}/weights.h5", script

    yield begin
    for server, thread, script in running:
        script.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def fetch(url: str, target: Path, digest: str | None = SHA, patience: Patience = QUICK) -> bytes:
    download(url, str(target), digest=digest, patience=patience)
    assert not target.with_name(target.name + ".part").exists()
    return target.read_bytes()


GOOD_ENOUGH: dict[str, list[Behaviour]] = {
    "plain": [serve()],
    "cut twice": [serve(cut=200_000), serve(cut=1), serve()],
    "stalled once": [serve(cut=300_000, stall=True), serve()],
    "silent once": [lambda handler, offset: handler.script.over.wait(1) and None, serve()],
    "range ignored": [serve(cut=200_000), ignore_range()],
    "busy first": [refuse(503), refuse(500), serve()],
    "no length": [without_length],
    "chunked": [chunked()],
    "chunked, cut": [chunked(cut=True), serve()],
    "changed on the server": [serve(body=b"x" * 700_000, cut=1000, etag='"0"'), serve(), serve()],
    "length too small at first": [serve(body=BODY[:1000]), serve()],
    "hangs up without a word": [lambda handler, offset: None, serve()],
    "nonsense range": [serve(cut=1000), lambda handler, offset: head(handler, 206, Content_Range="bytes ?"), serve()],
}


@pytest.mark.parametrize("case", GOOD_ENOUGH)
@pytest.mark.parametrize("digest", [SHA, MD5])
def test_a_bad_network_still_brings_the_whole_file(start: Start, tmp_path: Path, case: str, digest: str) -> None:
    url, _ = start(*GOOD_ENOUGH[case])
    assert fetch(url, tmp_path / "weights.h5", digest) == BODY


def test_a_redirect_is_followed(start: Start, tmp_path: Path) -> None:
    real, _ = start(serve())
    url, _ = start(refuse(302, Location=real))
    assert fetch(url, tmp_path / "weights.h5") == BODY


def test_what_arrived_is_not_fetched_again(start: Start, tmp_path: Path) -> None:
    url, script = start(serve(cut=200_000), serve())
    fetch(url, tmp_path / "weights.h5")
    assert script.ranges == [None, "bytes=200000-"]


def test_a_part_from_an_earlier_day_is_resumed(start: Start, tmp_path: Path) -> None:
    (tmp_path / "weights.h5.part").write_bytes(BODY[:123_456])
    url, script = start(serve())
    assert fetch(url, tmp_path / "weights.h5") == BODY
    assert script.ranges == ["bytes=123456-"]


def test_a_part_that_is_already_whole_needs_no_body(start: Start, tmp_path: Path) -> None:
    (tmp_path / "weights.h5.part").write_bytes(BODY)
    url, _ = start(refuse(416))
    assert fetch(url, tmp_path / "weights.h5") == BODY


@pytest.mark.parametrize("part", [b"not this file at all", BODY + b"too long"])
def test_a_part_of_something_else_is_thrown_away(start: Start, tmp_path: Path, part: bytes) -> None:
    (tmp_path / "weights.h5.part").write_bytes(part)

    def answer(handler: Handler, offset: int) -> None:
        serve()(handler, offset) if offset < len(BODY) else refuse(416)(handler, offset)

    url, script = start(answer)
    assert fetch(url, tmp_path / "weights.h5") == BODY
    assert script.ranges[-1] is None


def test_without_a_digest_an_old_part_is_not_trusted(start: Start, tmp_path: Path) -> None:
    (tmp_path / "weights.h5.part").write_bytes(b"something")
    url, script = start(serve(cut=100), serve())
    assert fetch(url, tmp_path / "weights.h5", digest=None) == BODY
    assert script.ranges == [None, "bytes=100-"]


def test_a_file_that_is_there_is_not_fetched(start: Start, tmp_path: Path) -> None:
    (tmp_path / "weights.h5").write_bytes(BODY)
    url, script = start(refuse(500))
    assert fetch(url, tmp_path / "weights.h5") == BODY
    assert script.ranges == []


HOPELESS: dict[str, tuple[str, list[Behaviour]]] = {
    "missing": ("not_on_server", [refuse(404)]),
    "forbidden": ("not_on_server", [refuse(403)]),
    "broken server": ("server_error", [refuse(500)]),
    "proxy wants a password": ("proxy", [refuse(407)]),
    "always the wrong file": ("wrong_digest", [serve(body=b"<html>please log in</html>")]),
    "always too short": ("wrong_digest", [serve(body=BODY[:-1])]),
    "always cut": ("cut_off", [ignore_range(cut=1000)]),
    "always stalled": ("stalled", [serve(body=BODY, cut=0, stall=True)]),
    "never ends": ("too_large", [lambda handler, offset: head(handler, 200, Content_Length=1 << 60)]),
}


@pytest.mark.parametrize("case", HOPELESS)
def test_what_cannot_work_ends_with_one_sentence(start: Start, tmp_path: Path, case: str) -> None:
    code, steps = HOPELESS[case]
    url, _ = start(*steps)
    target = tmp_path / "weights.h5"
    target.write_bytes(b"an older file")
    with pytest.raises(BreedLensError) as failure:
        fetch(url, target)
    assert failure.value.code == code
    assert failure.value.message.endswith(".") and "Error" not in failure.value.message
    assert target.read_bytes() == b"an older file"


def test_a_body_larger_than_allowed_is_cut_off(start: Start, tmp_path: Path) -> None:
    url, _ = start(without_length)
    with pytest.raises(BreedLensError) as failure:
        fetch(url, tmp_path / "weights.h5", patience=Patience(largest_bytes=1000))
    assert failure.value.code == "too_large" and list(tmp_path.iterdir()) == []


def test_nobody_listening_is_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/weights.h5"
    with pytest.raises(BreedLensError) as failure:
        fetch(url, tmp_path / "weights.h5")
    assert failure.value.code == "no_network"


def test_a_name_that_does_not_resolve_is_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(BreedLensError) as failure:
        fetch("http://weights.invalid/weights.h5", tmp_path / "weights.h5")
    assert failure.value.code == "offline"


def test_a_dead_proxy_is_named_as_the_cause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        proxy = f"http://127.0.0.1:{closed.getsockname()[1]}"
    for name in ("no_proxy", "NO_PROXY", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", proxy)
    with pytest.raises(BreedLensError) as failure:
        fetch("http://weights.invalid/weights.h5", tmp_path / "weights.h5")
    assert failure.value.code == "proxy"


@pytest.mark.parametrize("url", ["file:///etc/hostname", "weights.h5", "ftp://weights.invalid/a"])
def test_only_web_addresses_are_downloaded(tmp_path: Path, url: str) -> None:
    with pytest.raises(BreedLensError) as failure:
        fetch(url, tmp_path / "weights.h5")
    assert failure.value.code == "bad_address"


def test_a_full_disk_is_said_before_anything_arrives(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, _ = start(serve())
    monkeypatch.setattr(downloads.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1000}))
    with pytest.raises(BreedLensError, match="too little room") as failure:
        fetch(url, tmp_path / "weights.h5")
    assert failure.value.code == "disk_full"
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_a_sentence(start: Start, tmp_path: Path) -> None:
    url, _ = start(serve())
    with pytest.raises(BreedLensError, match="folder") as failure:
        download(url, str(tmp_path / "missing" / "weights.h5"), digest=SHA, patience=QUICK)
    assert failure.value.code == "no_folder"


def test_progress_grows_to_the_length(start: Start, tmp_path: Path) -> None:
    seen: list[Progress] = []
    url, _ = start(serve(cut=300_000), serve())
    download(url, str(tmp_path / "weights.h5"), digest=SHA, on_progress=seen.append, patience=QUICK)
    done = [progress.done for progress in seen]
    assert done == sorted(done) and done[-1] == len(BODY)
    assert {progress.total for progress in seen} == {len(BODY)}


def test_cancelling_keeps_what_arrived_and_does_not_wait_for_a_stalled_server(start: Start, tmp_path: Path) -> None:
    control = Control()
    url, _ = start(serve(cut=300_000, stall=True))

    def cancel_late(progress: Progress) -> None:
        if progress.done == 300_000:
            control.cancel()

    patience = Patience(stall_seconds=3600, attempts=1)
    with pytest.raises(Cancelled):
        download(url, str(tmp_path / "w"), digest=SHA, control=control, on_progress=cancel_late, patience=patience)
    assert (tmp_path / "w.part").read_bytes() == BODY[:300_000]
    assert not (tmp_path / "w").exists()


@pytest.fixture
def authority(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for this computer that vouches for itself, and its key."""
    certificate, key = tmp_path / "authority.pem", tmp_path / "key.pem"
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps certificates elsewhere")
def test_a_program_from_another_system_trusts_whom_this_one_trusts(
    authority: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OpenSSL looks where the system that froze the program keeps its certificates."""
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*map(str, authority))
    server = Server(("127.0.0.1", 0), type("Scripted", (Handler,), {"script": Script([serve()])}))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    url = f"https://127.0.0.1:{server.server_port}/weights.h5"
    try:
        monkeypatch.setattr(downloads, "CERTIFICATES", (str(tmp_path / "none"),))
        with pytest.raises(BreedLensError) as failure:
            fetch(url, tmp_path / "weights.h5")
        assert failure.value.code == "not_trusted"
        monkeypatch.setattr(downloads, "CERTIFICATES", (str(tmp_path / "none"), str(authority[0])))
        assert fetch(url, tmp_path / "weights.h5") == BODY
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
