"""Bodies as JSON, strictly: what a program might read in two ways is refused, event by event.

Most bodies are read at once. Only one that is broken, or that holds something which might be against the rules, is
read again with care, so that one bad event does not take the others with it.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

import msgspec

from desirepath.collector.careful_json import (
    DEEPEST_AT_ONCE,
    LARGEST_WHOLE,
    LONGEST_PLAIN,
    LONGEST_TEXT,
    MOST_KEYS,
    Broken,
    NotReadable,
    Read,
    read_with_care,
)
from desirepath.doors.redact import has_at_sign_within

_Whole = Annotated[int, msgspec.Meta(ge=-LARGEST_WHOLE, le=LARGEST_WHOLE)]
_ENCODER = msgspec.json.Encoder()
_KEY = re.compile(rb'"writeKey"[ \t\r\n]*:[ \t\r\n]*"([A-Za-z0-9_.+/=-]{1,256})"')


def _decoder(longest: int) -> msgspec.json.Decoder[dict[str, Any]]:
    """Reads an object whose texts are at most so long."""
    text = Annotated[str, msgspec.Meta(max_length=longest)]
    scalar = _Whole | float | text | bool | None
    inside: Any = scalar
    for _ in range(DEEPEST_AT_ONCE):
        inside = scalar | list[inside] | Annotated[dict[str, inside], msgspec.Meta(max_length=MOST_KEYS)]  # type: ignore[valid-type]
    return msgspec.json.Decoder(dict[str, inside])  # type: ignore[valid-type]


_PLAIN, _DECODER = _decoder(LONGEST_PLAIN), _decoder(LONGEST_TEXT)


class _Keyed(msgspec.Struct):
    writeKey: str | None = None  # noqa: N815 - Segment's name


_KEYED = msgspec.json.Decoder(_Keyed)


def read_body(body: bytes, listed: str | None) -> Read:
    """The object that a body holds. An event that is against the rules is a `Broken` in its place.

    Raises NotReadable for what is no JSON object at all.
    """
    found = _read_at_once(body)
    if found is None:
        return read_with_care(body, listed)
    whole, is_plain = found
    events = whole.get(listed) if listed is not None else None
    if isinstance(events, list):
        return Read(whole, events, is_list=True, is_plain=is_plain)
    return Read(whole, [whole], is_list=False, is_plain=is_plain)


def key_in(body: bytes) -> str | None:
    """The write key that a body names; looked for with as little work as can be, as nothing is trusted yet."""
    try:
        return _KEYED.decode(body).writeKey
    except msgspec.ValidationError:
        return None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        # A broken body is kept too, for whoever has a key.
        found = _KEY.findall(body[:LARGEST_SEARCHED]) or _KEY.findall(body[-LARGEST_SEARCHED:])
        return found[-1].decode("ascii") if found else None


LARGEST_SEARCHED = 65_536
"""Bytes at each end of a broken body in which a key is looked for."""


def _read_at_once(body: bytes) -> tuple[dict[str, Any], bool] | None:
    """What the body holds, and whether it is plain, or None where it has to be read with care.

    A repeated key is lost in reading: what is written again as it was sent, byte by byte, had none. Otherwise the
    colons are counted, before and after; only an escape could hide one.
    """
    try:
        whole, is_plain = _decoded(body)
        again = _ENCODER.encode(whole)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    if again != body and body.count(b":") != again.count(b":"):
        return None
    # Looking for one sign first takes a tenth of the time.
    if b"_" in again and b'"__proto__":' in again:
        return None
    hides = b"\\" in body and (b"\\u003" in body or b"\\u0000" in again)
    return None if hides else (whole, is_plain)


def _decoded(body: bytes) -> tuple[dict[str, Any], bool]:
    if b"\\" not in body and not has_at_sign_within(body):
        try:
            return _PLAIN.decode(body), True
        except msgspec.ValidationError:
            pass  # a text is longer, or there is more to it
    return _DECODER.decode(body), False


__all__ = ["Broken", "NotReadable", "Read", "key_in", "read_body"]
