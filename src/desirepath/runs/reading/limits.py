"""What reading a file may cost. It grows with the file, so that a small one cannot ask for much."""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import dataclass
from pathlib import Path

_MIB = 1 << 20
_PAGE = 4096
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000


@dataclass(frozen=True, slots=True)
class Allowance:
    """Bytes of memory on top of the idle process, and seconds of processor time."""

    memory: int
    seconds: int


def allowance_for(size: int) -> Allowance:
    """What reading a file of so many bytes, packed as it is, may cost.

    Streams need some 100 MiB whatever their size; a workbook has to be held whole, at a dozen times its
    packed size. The slowest format takes a third of a second for each MiB: six times that is allowed.
    """
    return Allowance(memory=min(256 * _MIB + 24 * size, 8192 * _MIB), seconds=5 + 2 * size // _MIB)


def hold_to(allowance: Allowance) -> None:
    """Hold this process to an allowance from here on, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime) + 1 + allowance.seconds)
    _lower(resource.RLIMIT_CORE, 0)
    if Path("/proc/self/statm").exists():
        _lower(resource.RLIMIT_AS, int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE + allowance.memory)


def _lower(kind: int, soft: int) -> None:
    import resource

    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def cut_off_the_network() -> bool:
    """Take the network from this process: by the system where it can (Linux), and in Python anyway.

    Has to be called before there are threads. Says whether the system did it.
    """
    by_the_system = sys.platform == "linux" and _own_network()
    sys.addaudithook(_refuse_sockets)
    return by_the_system


def _own_network() -> bool:
    """A network of its own, with nothing in it. Where the system does not let us, Python's refusal remains."""
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    user, group = os.getuid(), os.getgid()
    if unshare(_NEW_NETWORK) == 0:
        return True
    if unshare(_NEW_USER | _NEW_NETWORK) != 0:
        return False
    for file, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        Path("/proc/self", file).write_text(text)
    return True


def _refuse_sockets(event: str, _: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
        raise OSError(f"{event}: files are read without a network")
