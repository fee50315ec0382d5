"""From which pages a key may be used, and what browsers are told about it."""

from __future__ import annotations

import re
from collections.abc import Collection

from desirepath.doors.answers import Headers
from desirepath.warehouse.write_keys import ANYWHERE, ORIGIN

ASKED_HEADERS = re.compile(rb"[A-Za-z0-9-]{1,64}(?:[ ]*,[ ]*[A-Za-z0-9-]{1,64}){0,31}")


def fits(origin: bytes, allowed: Collection[str]) -> bool:
    """Whether a page of this origin may use what is allowed to these."""
    return origin.decode("latin-1").lower() in allowed or ANYWHERE in allowed


def seen_by(origin: bytes, allowed: Collection[str]) -> Headers:
    """The headers that let a page of this origin read the answer; none where it may not."""
    if not fits(origin, allowed) or ORIGIN.fullmatch(origin.decode("latin-1").lower()) is None:
        return [(b"vary", b"origin")]
    headers = [(b"access-control-allow-origin", origin), (b"vary", b"origin")]
    if origin.decode("latin-1").lower() in allowed:
        # A beacon is sent with credentials. Nothing here reads them, but the browser wants to be told.
        headers.append((b"access-control-allow-credentials", b"true"))
    return headers


def preflight(origin: bytes, asked: bytes, allowed: Collection[str]) -> Headers:
    """What a browser is told before it sends: the key is not known yet, so any origin of any key will do."""
    headers = seen_by(origin, allowed)
    if len(headers) > 1:
        headers += [(b"access-control-allow-methods", b"POST, GET, OPTIONS"), (b"access-control-max-age", b"600")]
        if ASKED_HEADERS.fullmatch(asked):
            headers.append((b"access-control-allow-headers", asked))
    return headers
