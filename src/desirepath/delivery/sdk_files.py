"""The files of the SDK as they are built: a small loader with a fixed name, and parts that are named by their hash."""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from desirepath.doors.answers import Answer, Headers, Refused

FOLDER = Path(__file__).parent / "sdk"
PLACE = "/v1/sdk/"
LOADER = "loader.js"
_HASHED = re.compile(r"[a-z0-9_]+(?:-[a-z0-9_]+)*-[A-Za-z0-9]{6,64}\.js")
_GZIP = 31


@dataclass(frozen=True, slots=True)
class _File:
    etag: bytes
    plain: bytes
    packed: bytes


@dataclass(slots=True)
class SdkFiles:
    """The files of a folder, read when they are first asked for, and again where they have changed."""

    folder: Path = FOLDER
    _read: dict[tuple[str, int, int], _File] = field(default_factory=dict)

    def answer(self, path: str, asked: dict[bytes, bytes]) -> Answer:
        """A file for a path below `/v1/sdk/`. Raises Refused (404). Every page may read it: it is no secret."""
        name = path.removeprefix(PLACE)
        is_hashed = _HASHED.fullmatch(name) is not None
        found = self._found(name) if is_hashed or name == LOADER else None
        if found is None:
            raise Refused(404, "no_such_address", "There is nothing at this address.")
        headers = _headers(found.etag, is_hashed=is_hashed)
        if asked.get(b"if-none-match") == found.etag:
            return Answer(304, b"", headers)
        if b"gzip" in asked.get(b"accept-encoding", b""):
            return Answer(200, found.packed, [*headers, (b"content-encoding", b"gzip")])
        return Answer(200, found.plain, headers)

    def _found(self, name: str) -> _File | None:
        file = self.folder / name
        try:
            state = file.stat()
        except OSError:
            return None
        known = (name, state.st_mtime_ns, state.st_size)
        if known not in self._read:
            plain = file.read_bytes()
            etag = b'"%s"' % hashlib.sha256(plain).hexdigest()[:32].encode()
            self._read[known] = _File(etag, plain, _packed(plain))
        return self._read[known]


def _packed(plain: bytes) -> bytes:
    packing = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
    return packing.compress(plain) + packing.flush()


def _headers(etag: bytes, *, is_hashed: bool) -> Headers:
    kept = b"public, max-age=31536000, immutable" if is_hashed else b"no-cache"
    return [
        (b"content-type", b"text/javascript; charset=utf-8"),
        (b"cache-control", kept),
        (b"etag", etag),
        (b"vary", b"accept-encoding"),
        (b"access-control-allow-origin", b"*"),
        (b"cross-origin-resource-policy", b"cross-origin"),
    ]
