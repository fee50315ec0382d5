"""From a target to the IP addresses that it is now, each of which may be reached."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from typing import TypeAlias

from desirepath.outward.addresses import PORT, Target
from desirepath.outward.ranges import Address, Allowed, may_be_reached
from desirepath.outward.refusals import Because, SendingFailed, TargetRefused

Resolver: TypeAlias = Callable[[str], Sequence[str]]
"""Gives the IP addresses of a name, as text. Raises OSError where it has none."""
SECONDS = 5.0


def addresses_now(name: str) -> Sequence[str]:
    """What the machine's own resolver says."""
    found = socket.getaddrinfo(name, PORT, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))


def checked_addresses(
    target: Target, allowed: Allowed, resolver: Resolver = addresses_now, seconds: float = SECONDS
) -> tuple[Address, ...]:
    """The addresses of the target, asked for once; whoever connects takes one of these and asks no more.

    Raises TargetRefused where any of them may not be reached: a name that is public and internal at once is an attack
    or a mistake. Raises SendingFailed where the name is not known, or the answer takes longer than `seconds`.
    """
    literal = target.literal
    found = (literal,) if literal is not None else _asked(target.host, resolver, seconds)
    for one in found:
        if not may_be_reached(one, allowed):
            raise TargetRefused(Because.FORBIDDEN_RANGE, str(one))
    return found


def _asked(name: str, resolver: Resolver, seconds: float) -> tuple[Address, ...]:
    """A resolver of the system has no end of its own: it is asked by a thread that is left behind when time is up."""
    answers: list[Sequence[str] | Exception] = []

    def ask() -> None:
        try:
            answers.append(resolver(name))
        except (OSError, UnicodeError) as error:
            answers.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(seconds, 0.0))
    if not answers:
        raise SendingFailed("slow_name")
    if isinstance(answers[0], Exception) or not answers[0]:
        raise SendingFailed("unknown_name")
    try:
        return tuple(ip_address(one) for one in answers[0])
    except ValueError as error:
        raise TargetRefused(Because.FORBIDDEN_RANGE, name) from error
