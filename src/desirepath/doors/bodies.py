"""Bodies as they were sent: unpacked within bounds, whatever the client says they are."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from desirepath.doors.answers import Refused

GZIP_SIGN = b"\x1f\x8b"
GZIP, ZLIB, RAW_DEFLATE = 31, 15, -15
MOST_MEMBERS = 16
CONTENT_TYPES = frozenset({b"", b"application/json", b"text/plain", b"application/x-www-form-urlencoded"})
CHARSET = re.compile(rb"charset=\"?([a-z0-9_-]{1,40})")
UTF_8 = frozenset({b"utf-8", b"utf8", b"us-ascii"})
ENCODINGS = frozenset({b"", b"identity", b"gzip", b"x-gzip", b"deflate"})


def refuse_unknown_form(content_type: bytes, encoding: bytes) -> None:
    """Raise Refused (415) for a content type, charset or encoding that cannot be read."""
    kind, _, rest = content_type.lower().partition(b";")
    if kind.strip() not in CONTENT_TYPES:
        raise Refused(415, "content_type", "The body must be JSON, sent as application/json or text/plain.")
    charset = CHARSET.search(rest)
    if charset is not None and charset[1] not in UTF_8:
        raise Refused(415, "charset", "The body must be UTF-8.")
    if encoding.strip().lower() not in ENCODINGS:
        raise Refused(415, "content_encoding", "The body may be sent plain, as gzip or as deflate.")


def unpacked(body: bytes, encoding: bytes, limit: int) -> bytes:
    """The body without its compression; gzip is known by its first bytes too, as some clients do not announce it.

    Never holds more than `limit` bytes of output. Raises Refused: 413 above it, 400 for what is broken or packed
    twice.
    """
    named = encoding.strip().lower()
    if body[:2] == GZIP_SIGN:
        plain = _inflated(body, GZIP, limit)
    elif named == b"deflate":
        plain = _inflated(body, ZLIB if _is_zlib(body) else RAW_DEFLATE, limit)
    elif named in {b"gzip", b"x-gzip"}:
        raise Refused(400, "broken_gzip", "The body is announced as gzip, but is none.")
    else:
        return body
    if plain[:2] == GZIP_SIGN:
        raise Refused(400, "packed_twice", "The body is compressed more than once.")
    return plain


def _inflated(body: bytes, window: int, limit: int) -> bytes:
    parts = list(_members(body, window, limit))
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _members(body: bytes, window: int, limit: int) -> Iterator[bytes]:
    """Each member of a compressed body; gzip may have several."""
    left = limit
    for _ in range(MOST_MEMBERS):
        inflater = zlib.decompressobj(window)
        try:
            plain = inflater.decompress(body, left + 1)
        except zlib.error as error:
            raise Refused(400, "broken_gzip", "The compressed body is broken.") from error
        if len(plain) > left:
            raise Refused(413, "inflated_limit", "The body is too large once it is unpacked.", limit=limit)
        if not inflater.eof:
            raise Refused(400, "broken_gzip", "The compressed body is cut off.")
        yield plain
        left -= len(plain)
        body = inflater.unused_data
        if not body:
            return
    raise Refused(400, "broken_gzip", "The body is compressed in too many pieces.", limit=MOST_MEMBERS)


def _is_zlib(body: bytes) -> bool:
    return len(body) >= 2 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
