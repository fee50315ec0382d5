"""A mail server on loopback that speaks just enough of SMTP to take one message, with STARTTLS or without."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.outward.tls_server import certificate_files

NAME = "localhost"


@dataclass
class MailTaken:
    """Where it listens; what was said to it before TLS and after, and the messages that it took."""

    port: int
    authority: Path
    in_the_open: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    messages: list[bytes] = field(default_factory=list)


@contextmanager
def taking_mail(folder: Path, *, knows_tls: bool = True, to: str = "250 yes") -> Iterator[MailTaken]:
    """A server for one connection after the other. `to` is what it says to a recipient."""
    authority, own = certificate_files(folder, NAME)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own)
    over = threading.Event()
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        taken = MailTaken(listener.getsockname()[1], authority)
        listener.settimeout(0.05)

        def serve() -> None:
            while not over.is_set():
                with suppress(TimeoutError):
                    connection, _ = listener.accept()
                    connection.settimeout(5)
                    with suppress(OSError), closing(connection):
                        _talk(connection, taken, context if knows_tls else None, to)

        serving = threading.Thread(target=serve, daemon=True)
        serving.start()
        try:
            yield taken
        finally:
            over.set()
            serving.join(10)


def _talk(connection: socket.socket, taken: MailTaken, context: ssl.SSLContext | None, to: str) -> None:
    said, heard = taken.in_the_open, connection.makefile("rb")
    connection.sendall(b"220 ready\r\n")
    while line := heard.readline():
        word = line.decode("ascii").strip()
        said.append(word)
        verb = word.split(" ")[0].split(":")[0].upper()
        if verb == "STARTTLS" and context is not None:
            connection.sendall(b"220 go\r\n")
            connection = context.wrap_socket(connection, server_side=True)
            said, heard, context = taken.said, connection.makefile("rb"), None
        elif verb == "EHLO":
            connection.sendall(b"250-here\r\n250 STARTTLS\r\n" if context is not None else b"250 here\r\n")
        elif verb == "RCPT":
            connection.sendall(f"{to}\r\n".encode())
        elif verb == "DATA":
            connection.sendall(b"354 go\r\n")
            taken.messages.append(b"".join(iter(heard.readline, b".\r\n")))
            connection.sendall(b"250 taken\r\n")
        elif verb == "QUIT":
            connection.sendall(b"221 bye\r\n")
            connection.close()
            return
        else:
            connection.sendall(b"250 yes\r\n")
