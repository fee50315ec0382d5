"""The write key as clients send it: in a header, in the address, or in the body."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import parse_qs

from desirepath.collector.strict_json import key_in


def key_in_head(authorization: bytes | None, query: bytes) -> bytes | None:
    """The text of the key: Basic with the key as its user, Bearer, or `writeKey` in the query; None where in none.

    What is there but cannot be read is an empty text, which no key has.
    """
    if authorization is not None:
        scheme, _, rest = authorization.partition(b" ")
        if scheme.lower() == b"bearer":
            return rest.strip()
        return _user(rest) if scheme.lower() == b"basic" else b""
    if b"writeKey=" in query:
        found = parse_qs(query.decode("latin-1"), max_num_fields=None).get("writeKey", [""])
        return found[0].encode("utf-8", "replace")
    return None


def key_in_body(body: bytes) -> bytes:
    """The text under `writeKey` in a body; empty where there is none."""
    return (key_in(body) or "").encode("utf-8", "replace")


def _user(encoded: bytes) -> bytes:
    try:
        return base64.b64decode(encoded.strip(), validate=True).partition(b":")[0]
    except (binascii.Error, ValueError):
        return b""
