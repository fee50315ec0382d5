"""Post a body to a target: to the address that was checked and to no other, within five seconds, once.

Nothing of the reply is kept but its status: what a target answers must not come back to whoever wrote the target down.
"""

from __future__ import annotations

import re
import socket
import ssl
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from desirepath.outward.addresses import PORT, Target
from desirepath.outward.ranges import Address, Allowed
from desirepath.outward.refusals import SendingFailed
from desirepath.outward.resolve import SECONDS, Resolver, addresses_now, checked_addresses

MOST_REPLY = 65_536
"""Bytes of a reply that are read at most; they are never inflated."""
_STATUS = re.compile(rb"HTTP/1\.[01] ([1-5][0-9][0-9])(?: |\r?\n)")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_HEADER = re.compile(r"[A-Za-z0-9-]+: [ -~]*")
_MAY_PASS = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the operator says: networks beside the public ones, and a file of authorities beside the machine's own."""

    allowed: Allowed = field(default_factory=Allowed)
    authorities: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What is sent where, with headers beside those that every request has."""

    target: Target
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Deadline:
    at: float

    def left(self) -> float:
        """Seconds until the end. Raises SendingFailed where there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise SendingFailed("slow")
        return left


def post(posted: Posted, rules: Rules, resolver: Resolver = addresses_now, seconds: float = SECONDS) -> int:
    """The status of the reply, 200 to 299.

    Raises TargetRefused where the target may not be reached now, SendingFailed where it did not take the message.
    """
    deadline = _Deadline(time.monotonic() + seconds)
    found = checked_addresses(posted.target, rules.allowed, resolver, deadline.left())
    with closing(_connected(found, deadline)) as plain, _secured(plain, posted.target.host, rules, deadline) as secure:
        status = _exchanged(secure, request_of(posted), deadline)
    if 300 <= status < 400:
        raise SendingFailed("redirected", again=False, status=status)
    if not 200 <= status < 300:
        raise SendingFailed("not_taken", again=status >= 500 or status in _MAY_PASS, status=status)
    return status


def request_of(posted: Posted) -> bytes:
    """The bytes of the request. Raises ValueError for a header that would be two."""
    lines = [f"{name}: {value}" for name, value in posted.headers.items()]
    if not all(_HEADER.fullmatch(line) for line in lines):
        raise ValueError("a header is a name and visible characters")
    head = (
        f"POST {posted.target.path} HTTP/1.1",
        f"Host: {posted.target.in_header}",
        "User-Agent: desirepath",
        "Accept-Encoding: identity",
        "Connection: close",
        f"Content-Length: {len(posted.body)}",
        *lines,
    )
    return "\r\n".join((*head, "", "")).encode("ascii") + posted.body


def _connected(addresses: tuple[Address, ...], deadline: _Deadline) -> socket.socket:
    """A connection to the first of the addresses that takes one; each gets its share of the time."""
    for place, address in enumerate(addresses):
        family = socket.AF_INET if address.version == 4 else socket.AF_INET6
        made = socket.socket(family, socket.SOCK_STREAM)
        made.settimeout(deadline.left() / (len(addresses) - place))
        try:
            made.connect((str(address), PORT))
        except OSError:
            made.close()
        else:
            return made
    raise SendingFailed("no_connection")


def _secured(plain: socket.socket, host: str, rules: Rules, deadline: _Deadline) -> ssl.SSLSocket:
    """The connection under TLS; the certificate must be one of the target's name, whichever address it is at."""
    context = ssl.create_default_context()
    if rules.authorities is not None:
        context.load_verify_locations(rules.authorities)
    plain.settimeout(deadline.left())
    try:
        return context.wrap_socket(plain, server_hostname=host)
    except ssl.SSLCertVerificationError as error:
        raise SendingFailed("certificate") from error
    except TimeoutError as error:
        raise SendingFailed("slow") from error
    except OSError as error:
        raise SendingFailed("no_tls") from error


def _exchanged(secure: ssl.SSLSocket, request: bytes, deadline: _Deadline) -> int:
    try:
        secure.settimeout(deadline.left())
        secure.sendall(request)
        return _status(secure, deadline)
    except TimeoutError as error:
        raise SendingFailed("slow") from error
    except OSError as error:
        raise SendingFailed("broken_off") from error


def _status(secure: ssl.SSLSocket, deadline: _Deadline) -> int:
    """The status of the final reply; those that only announce one are passed over."""
    read = bytearray()
    while True:
        end = _END_OF_HEAD.search(read)
        if end is None:
            read += _more(secure, MOST_REPLY - len(read), deadline)
            continue
        status = _STATUS.match(read)
        if status is None:
            raise SendingFailed("no_reply")
        if int(status[1]) >= 200:
            return int(status[1])
        del read[: end.end()]


def _more(secure: ssl.SSLSocket, most: int, deadline: _Deadline) -> bytes:
    if most <= 0:
        raise SendingFailed("no_reply")
    secure.settimeout(deadline.left())
    got = secure.recv(min(most, 16_384))
    if not got:
        raise SendingFailed("broken_off")
    return got
