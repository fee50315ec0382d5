"""Which addresses may be written down as a target: https, port 443, a full name or a public IP address. Nothing is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from encodings import idna
from ipaddress import IPv4Address, IPv6Address

from desirepath.outward.ranges import Address, Allowed, may_be_reached
from desirepath.outward.refusals import Because, TargetRefused

PORT = 443
LONGEST = 2_000
_WHOLE = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<place>[^/?#\\]*)(?P<path>[^#]*)(?P<fragment>#.*)?", re.DOTALL
)
_PLACE = re.compile(r"(?P<host>\[[^\[\]]*\]|[^:\[\]]*)(?::(?P<port>.*))?", re.DOTALL)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_PATH = re.compile(r"(?:[/?][!-~]*)?")
_HIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\]")
LOCAL_ENDS = ("localhost", "localdomain", "local", "onion", "invalid")
"""A name that ends so is never on the public internet, or is this machine."""
METADATA_NAMES = frozenset(
    {
        "metadata.google.internal",
        "metadata.goog",
        "metadata.azure.com",
        "metadata.azure.internal",
        "metadata.packet.net",
        "metadata.platformequinix.com",
        "metadata.tencentyun.com",
        "metadata.ec2.internal",
        "instance-data.ec2.internal",
        "api.metadata.cloud.ibm.com",
        "kubernetes.default.svc",
        "kubernetes.default.svc.cluster.local",
    }
)
"""Names by which clouds hand out credentials and settings of machines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a message goes: by TLS to port 443 of this host. `path` begins with `/` and holds the query.

    `host` is in the form that goes over the wire: small ASCII letters, no dot at the end, IPv6 without brackets.
    """

    host: str
    path: str

    @property
    def literal(self) -> Address | None:
        """The IP address where the host is one and no name."""
        if ":" in self.host:
            return IPv6Address(self.host)
        return IPv4Address(self.host) if self.host.rpartition(".")[2].isdecimal() else None

    @property
    def in_header(self) -> str:
        """The host as requests carry it."""
        return f"[{self.host}]" if ":" in self.host else self.host


def read_target(written: str, allowed: Allowed) -> Target:
    """The target that was written. Raises TargetRefused where nothing may be sent to it, whatever its name means today."""
    if len(written) > LONGEST:
        raise TargetRefused(Because.TOO_LONG)
    if _HIDDEN.search(written) or not written.isprintable():
        raise TargetRefused(Because.HIDDEN_CHARACTERS)
    found = _WHOLE.fullmatch(written)
    if found is None:
        raise TargetRefused(Because.NO_ADDRESS)
    if found["scheme"].lower() != "https":
        raise TargetRefused(Because.NOT_HTTPS, found["scheme"].lower())
    host = _host(found["place"], allowed)
    if found["fragment"] is not None:
        raise TargetRefused(Because.FRAGMENT)
    if not _PATH.fullmatch(found["path"]):
        raise TargetRefused(Because.HIDDEN_CHARACTERS)
    path = found["path"]
    return Target(host=host, path=path if path.startswith("/") else f"/{path}")


def _host(place: str, allowed: Allowed) -> str:
    if "@" in place:
        raise TargetRefused(Because.USERINFO)
    parts = _PLACE.fullmatch(place)
    if parts is None:
        raise TargetRefused(Because.NO_HOST)
    if parts["port"] is not None and parts["port"] != str(PORT):
        raise TargetRefused(Because.PORT, parts["port"][:10])
    host = parts["host"]
    if host.startswith("["):
        return str(_to_be_reached(_version_6(host[1:-1]), allowed))
    normal = _normal(host)
    number = _version_4(normal)
    if number is not None:
        return str(_to_be_reached(number, allowed))
    _named(normal)
    if not host.isascii():
        raise TargetRefused(Because.OTHER_LETTERS, normal)
    return normal


def _to_be_reached(address: Address, allowed: Allowed) -> Address:
    if not may_be_reached(address, allowed):
        raise TargetRefused(Because.FORBIDDEN_RANGE, str(address))
    return address


def _version_6(text: str) -> IPv6Address:
    try:
        found = IPv6Address(text)
    except ValueError as error:
        raise TargetRefused(Because.NO_HOST) from error
    if found.scope_id is not None:
        raise TargetRefused(Because.FORBIDDEN_RANGE, text)
    return found


def _normal(host: str) -> str:
    """The name in small ASCII letters as IDNA has it (wide digits and dots become plain ones), without a last dot."""
    try:
        labels = [idna.ToASCII(one) if one else b"" for one in idna.dots.split(host)]
    except UnicodeError as error:
        raise TargetRefused(Because.NO_HOST) from error
    name = b".".join(labels).decode("ascii").lower()
    return name.removesuffix(".")


def _version_4(name: str) -> IPv4Address | None:
    """The address that a name of numbers is to `inet_aton` and browsers; None where its last part is no number.

    Parts may be decimal, octal (`0177`) and hexadecimal (`0x7f`), and fewer than four. What only looks like it is
    refused, since programs differ on what it means.
    """
    parts = name.split(".")
    if not re.fullmatch(r"[0-9]+|0x[0-9a-f]*", parts[-1]):
        return None
    numbers = [_number(one) for one in parts]
    *first, last = numbers
    if len(numbers) > 4 or any(one > 255 for one in first) or last >= 256 ** (5 - len(numbers)):
        raise TargetRefused(Because.NO_HOST)
    return IPv4Address(last + sum(one << (8 * (3 - place)) for place, one in enumerate(first)))


def _number(text: str) -> int:
    try:
        if text.startswith("0x"):
            return int(text[2:] or "0", 16)
        return int(text, 8) if text.startswith("0") and len(text) > 1 else int(text)
    except ValueError as error:
        raise TargetRefused(Because.NO_HOST) from error


def _named(name: str) -> None:
    """Raise TargetRefused unless it is a full name that may be asked for."""
    labels = name.split(".")
    if name in METADATA_NAMES or labels[-1] in LOCAL_ENDS:
        raise TargetRefused(Because.FORBIDDEN_NAME, name)
    if len(labels) < 2 or len(name) > 253 or not all(_LABEL.fullmatch(one) for one in labels):
        raise TargetRefused(Because.NO_HOST)
