"""Sockets that listen: one of its own, or one of several processes at the same port."""

from __future__ import annotations

import socket


def listening(host: str, port: int, *, shared: bool = False) -> socket.socket:
    """A socket that listens; port 0 takes a free one. Raises OSError.

    Several processes of one user may listen at a port that is `shared`: the kernel deals out new connections among
    them by their addresses, so that one that is busy or gone gets no more than its part, or none.
    """
    listener = _bound(host, port, shared=shared)
    try:
        listener.listen(2048)
    except OSError:
        listener.close()
        raise
    listener.settimeout(0)
    return listener


def reserved(host: str, port: int) -> socket.socket:
    """A socket that holds a port for processes that share it, and takes nothing itself. Raises OSError.

    So does a port at which anybody listens, although the kernel would let another server of this user share it.
    """
    _bound(host, port, shared=False).close()
    return _bound(host, port, shared=True)


def address_of(listener: socket.socket) -> str:
    """The address as a client writes it."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _bound(host: str, port: int, *, shared: bool) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        made.bind((host, port))
    except OSError:
        made.close()
        raise
    return made
