"""Which IP addresses a message may go to: those of the public internet, and what the operator has listed.

Source: the IANA registries of special-purpose addresses for IPv4 and IPv6, with more than they call unreachable: relays
and translators, by which a packet to a public address comes out inside, are left out too.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import TypeAlias

from desirepath.vocabulary.errors import BadInput, Mistake

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

FORBIDDEN_4 = tuple(
    IPv4Network(one)
    for one in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by providers
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, and where clouds answer with credentials
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
PUBLIC_6 = IPv6Network("2000::/3")
"""All else of IPv6 is local, reserved, or stands for IPv4: `::1`, `::ffff:0:0/96`, `64:ff9b::/96`, `fc00::/7`, `fe80::/10`."""
FORBIDDEN_6 = tuple(
    IPv6Network(one)
    for one in (
        "2001::/23",  # protocols, Teredo and benchmarks among them
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "3fff::/20",
    )
)
NEVER = frozenset(
    {
        "169.254.169.254",
        "169.254.169.253",
        "169.254.170.2",
        "169.254.170.23",
        "fd00:ec2::254",
        "fd00:ec2::23",
        "fd20:ce::254",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
    }
)
"""Where clouds hand out credentials and settings of machines: no list of an operator opens these."""
_TRANSLATED = (
    IPv6Network("64:ff9b::/96"),
    IPv6Network("64:ff9b:1::/48"),
    IPv6Network("::ffff:0:0/96"),
    IPv6Network("::/96"),
)
"""Ranges of IPv6 that hold an IPv4 address in their last 32 bits."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The operator's own list of networks that may be reached though they are not public. Empty: none."""

    networks: tuple[Network, ...] = ()

    @classmethod
    def written(cls, text: str) -> Allowed:
        """Networks parted by commas or spaces, as `10.1.2.0/24, fd12::/48`. Raises BadInput for what is none."""
        return cls(tuple(_network(one) for one in text.replace(",", " ").split()))

    def holds(self, address: Address) -> bool:
        return any(address.version == one.version and address in one for one in self.networks)


def may_be_reached(address: Address, allowed: Allowed) -> bool:
    """Whether a message may go to this IP address.

    An address that stands for one of IPv4 may be reached only where the operator lists its range, and where the one
    that it stands for may be reached too.
    """
    if str(address) in NEVER or (isinstance(address, IPv6Address) and address.scope_id is not None):
        return False
    inner = _held_in(address)
    if inner is not None:
        return allowed.holds(address) and may_be_reached(inner, allowed)
    return _is_public(address) or allowed.holds(address)


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in one for one in FORBIDDEN_4)
    return address in PUBLIC_6 and not any(address in one for one in FORBIDDEN_6)


def _held_in(address: Address) -> IPv4Address | None:
    """The IPv4 address that one of IPv6 stands for, or None."""
    if isinstance(address, IPv4Address):
        return None
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if int(address) > 1 and any(address in one for one in _TRANSLATED):
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return None


def _network(text: str) -> Network:
    try:
        return ip_network(text)
    except ValueError as error:
        mend = "Write networks as 10.1.2.0/24 or fd12:3456::/48, parted by commas."
        raise BadInput(Mistake(code="no_network", what=f"`{text}` is no network: {error}", mend=mend)) from error
