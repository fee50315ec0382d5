"""A receiver on loopback with a certificate of a test's own authority: it keeps what it got and answers as it is told."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

NAME = "hooks.example.com"
Answer = Callable[[ssl.SSLSocket], None]


@dataclass
class Receiver:
    """Where it listens, and each request that came, whole."""

    port: int
    authority: Path
    requests: list[bytes] = field(default_factory=list)


@cache
def _authority() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    made = _certificate("Authority of the test", key.public_key()).issuer_name(_named("Authority of the test"))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    usage = dict.fromkeys(
        (
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    signs = x509.KeyUsage(digital_signature=True, key_cert_sign=True, crl_sign=True, **usage)
    return key, made.add_extension(signs, critical=True).sign(key, hashes.SHA256())


def certificate_files(folder: Path, name: str = NAME) -> tuple[Path, Path]:
    """The file of the authority, and the file with key and certificate of a receiver of this name."""
    authority_key, authority = _authority()
    key = ec.generate_private_key(ec.SECP256R1())
    made = _certificate(name, key.public_key()).issuer_name(authority.subject)
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    made = made.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False
    )
    signed = made.sign(authority_key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    of_authority, of_receiver = folder / "authority.pem", folder / f"{name}.pem"
    of_authority.write_bytes(authority.public_bytes(pem))
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    of_receiver.write_bytes(private + signed.public_bytes(pem))
    return of_authority, of_receiver


@contextmanager
def receiving(folder: Path, answer: Answer, name: str = NAME, at: str = "127.0.0.1") -> Iterator[Receiver]:
    """A receiver that answers every request so, until the block ends."""
    authority, own = certificate_files(folder, name)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own)
    over = threading.Event()
    with closing(socket.create_server((at, 0))) as listener:
        receiver = Receiver(listener.getsockname()[1], authority)
        listener.settimeout(0.05)

        def serve() -> None:
            while not over.is_set():
                with suppress(TimeoutError):
                    taken, _ = listener.accept()
                    taken.settimeout(5)
                    with suppress(OSError), context.wrap_socket(taken, server_side=True) as secure:
                        receiver.requests.append(_whole_request(secure))
                        answer(secure)

        serving = threading.Thread(target=serve, daemon=True)
        serving.start()
        try:
            yield receiver
        finally:
            over.set()
            serving.join(10)


def answering(status: str, *headers: str, body: bytes = b"") -> Answer:
    """One reply."""
    head = "\r\n".join((f"HTTP/1.1 {status}", *headers, "", ""))
    return lambda secure: secure.sendall(head.encode() + body)


def dripping(seconds: float) -> Answer:
    """A reply whose head never ends, a byte at a time."""

    def drip(secure: ssl.SSLSocket) -> None:
        end = time.monotonic() + seconds
        secure.sendall(b"HTTP/1.1 200 OK\r\nx: ")
        while time.monotonic() < end:
            secure.sendall(b"x")
            time.sleep(0.05)

    return drip


def _whole_request(secure: ssl.SSLSocket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got:
        got += secure.recv(65_536)
    head, _, body = got.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )
    while len(body) < length:
        more = secure.recv(65_536)
        got, body = got + more, body + more
    return got


def _certificate(name: str, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(_named(name)).public_key(key)
    made = made.serial_number(x509.random_serial_number())
    return made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
