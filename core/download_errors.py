"""What can go wrong with a download, as sentences."""

from __future__ import annotations

import socket
import ssl
import urllib.parse
import urllib.request

from core.errors import BreedLensError
from core.files import is_disk_full, write_sentence

PASSING = frozenset({"server_error", "no_network", "stalled", "cut_off"})
"""codes of errors after which another attempt may succeed"""
_GONE_FOR_GOOD = {401, 403, 404, 410, 451}


def refused(url: str, status: int) -> BreedLensError:
    """The server answered with an error status."""
    details = f"{url}: HTTP {status}"
    if status == 407:
        return _proxy(url, details)
    if status in _GONE_FOR_GOOD:
        template = "{server} does not offer this file (any more); you can use a file that you have instead."
        return BreedLensError("not_on_server", template, server=_server(url), details=details)
    template = "{server} cannot answer at the moment (error {status}); try again later."
    return BreedLensError("server_error", template, server=_server(url), status=str(status), details=details)


def unreachable(url: str, reason: object) -> BreedLensError:
    """There was no connection; `reason` is what urllib says of it."""
    details = f"{url}: {reason!r}"
    if isinstance(reason, TimeoutError):
        return stalled(url)
    if isinstance(reason, ssl.SSLError):
        template = "{server} could not prove who it is; something in this network may be listening in."
        return BreedLensError("not_trusted", template, server=_server(url), details=details)
    if _proxy_for(url):
        return _proxy(url, details)
    code = "offline" if isinstance(reason, socket.gaierror) else "no_network"
    template = "{server} cannot be reached; check that this computer is online."
    return BreedLensError(code, template, server=_server(url), details=details)


def stalled(url: str) -> BreedLensError:
    """No byte came for too long."""
    template = "{server} stopped sending; what has arrived is kept, and trying again goes on from there."
    return BreedLensError("stalled", template, server=_server(url), details=url)


def cut_off(url: str, details: str) -> BreedLensError:
    """The connection ended early."""
    template = "The connection to {server} breaks off again and again; trying again goes on from where it was."
    return BreedLensError("cut_off", template, server=_server(url), details=f"{url}: {details}")


def too_large(url: str) -> BreedLensError:
    """More came, or was promised, than can be right."""
    template = "{server} sends more than any model needs; the download was ended."
    return BreedLensError("too_large", template, server=_server(url), details=url)


def wrong_digest(url: str, digest: str | None) -> BreedLensError:
    """The whole file came, and is not the one that was described."""
    template = "The file from {server} is not the one that its publisher describes, and was thrown away."
    return BreedLensError("wrong_digest", template, server=_server(url), details=f"{url}: not {digest}")


def no_room(needed: int, free: int) -> BreedLensError:
    """The disk would be full before the end; both in bytes."""
    template = "The disk has too little room: {needed} MB are needed, {free} MB are free."
    return BreedLensError("disk_full", template, needed=str(needed // 1_000_000 + 1), free=str(free // 1_000_000))


def not_saved(path: str, error: OSError) -> BreedLensError:
    """The bytes came and could not be written."""
    code = "disk_full" if is_disk_full(error) else "cannot_write"
    template = "The download cannot be saved: {reason}"
    return BreedLensError(code, template, reason=write_sentence(error), details=f"{path}: {error}")


def _proxy(url: str, details: str) -> BreedLensError:
    template = "{server} cannot be reached through the proxy of this network; check the proxy settings."
    return BreedLensError("proxy", template, server=_server(url), details=f"{details} via {_proxy_for(url)}")


def _proxy_for(url: str) -> str | None:
    """The proxy that the system asks to go through, if any."""
    if urllib.request.proxy_bypass(_server(url)):
        return None
    return urllib.request.getproxies().get(urllib.parse.urlsplit(url).scheme)


def _server(url: str) -> str:
    return urllib.parse.urlsplit(url).hostname or url
