"""What can go wrong with a download, as sentences."""

from __future__ import annotations

import socket
import ssl
import urllib.parse
import urllib.request

from core.errors import BreedLensError

PASSING = frozenset({"server_error", "no_network", "stalled", "cut_off"})
"""codes of errors after which another attempt may succeed"""
_GONE_FOR_GOOD = {401, 403, 404, 410, 451}


def refused(url: str, status: int) -> BreedLensError:
    """The server answered with an error status."""
    details = f"{url}: HTTP {status}"
    if status == 407:
        return _proxy(url, details)
    if status in _GONE_FOR_GOOD:
        return BreedLensError(
            "not_on_server",
            "{server} does not offer this file (any more); you can use a file that you have instead.",
            server=_server(url),
            details=details,
        )
    return BreedLensError(
        "server_error",
        "{server} cannot answer at the moment (error {status}); try again later.",
        server=_server(url),
        status=str(status),
        details=details,
    )


def unreachable(url: str, reason: object) -> BreedLensError:
    """There was no connection; `reason` is what urllib says of it."""
    details = f"{url}: {reason!r}"
    if isinstance(reason, TimeoutError):
        return stalled(url)
    if isinstance(reason, ssl.SSLError):
        return BreedLensError(
            "not_trusted",
            "{server} could not prove who it is; something in this network may be listening in.",
            server=_server(url),
            details=details,
        )
    if _proxy_for(url):
        return _proxy(url, details)
    code = "offline" if isinstance(reason, socket.gaierror) else "no_network"
    return BreedLensError(
        code, "{server} cannot be reached; check that this computer is online.", server=_server(url), details=details
    )


def stalled(url: str) -> BreedLensError:
    """No byte came for too long."""
    return BreedLensError(
        "stalled",
        "{server} stopped sending; what has arrived is kept, and trying again goes on from there.",
        server=_server(url),
        details=url,
    )


def cut_off(url: str, details: str) -> BreedLensError:
    """The connection ended early."""
    return BreedLensError(
        "cut_off",
        "The connection to {server} breaks off again and again; trying again goes on from where it was.",
        server=_server(url),
        details=f"{url}: {details}",
    )


def too_large(url: str) -> BreedLensError:
    """More came, or was promised, than can be right."""
    return BreedLensError(
        "too_large",
        "{server} sends more than any model needs; the download was ended.",
        server=_server(url),
        details=url,
    )


def wrong_digest(url: str, digest: str | None) -> BreedLensError:
    """The whole file came, and is not the one that was described."""
    return BreedLensError(
        "wrong_digest",
        "The file from {server} is not the one that its publisher describes, and was thrown away.",
        server=_server(url),
        details=f"{url}: not {digest}",
    )


def _proxy(url: str, details: str) -> BreedLensError:
    return BreedLensError(
        "proxy",
        "{server} cannot be reached through the proxy of this network; check the proxy settings.",
        server=_server(url),
        details=f"{details} via {_proxy_for(url)}",
    )


def _proxy_for(url: str) -> str | None:
    """The proxy that the system asks to go through, if any."""
    if urllib.request.proxy_bypass(_server(url)):
        return None
    return urllib.request.getproxies().get(urllib.parse.urlsplit(url).scheme)


def _server(url: str) -> str:
    return urllib.parse.urlsplit(url).hostname or url
