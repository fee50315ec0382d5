"""`/desirepath/…` is passed on: events to the collector, everything else to who delivers guides.

A page that asks nobody but its own address needs no other in its policy, and no other learns who reads it. In earnest
the proxy before the application does this; here it is done by hand, to addresses on this computer only.
"""

from __future__ import annotations

from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

from example.application.answers import Answer, plain
from example.application.guidance import MOUNTED, Guidance

EVENTS = "/v1/events"
LARGEST = 1_100_000
"""Bytes; the collector takes bodies of 1 MiB."""
_HERE = {"127.0.0.1", "localhost", "::1"}
_ASKED = {"CONTENT_TYPE": "Content-Type", "HTTP_IF_NONE_MATCH": "If-None-Match", "HTTP_ORIGIN": "Origin"}
_ANSWERED = ("content-type", "etag", "cache-control", "vary", "retry-after", "access-control-allow-origin")
_WITHIN = 10.0


def passed_on(environ: Mapping[str, Any], guidance: Guidance) -> Answer:
    """The answer of who is meant; 502 where nobody answers there."""
    path = str(environ["PATH_INFO"]).removeprefix(MOUNTED)
    to = guidance.collect if path == EVENTS else guidance.deliver
    address = urlsplit(to)
    if address.hostname not in _HERE:
        return plain(502, "There is nobody here who takes this.")
    query = str(environ.get("QUERY_STRING", ""))
    body = environ["wsgi.input"].read(min(int(environ.get("CONTENT_LENGTH") or 0), LARGEST))
    headers = {name: str(environ[key]) for key, name in _ASKED.items() if environ.get(key)}
    connection = HTTPConnection(str(address.hostname), address.port or 80, timeout=_WITHIN)
    try:
        connection.request(str(environ["REQUEST_METHOD"]), f"{path}?{query}" if query else path, body or None, headers)
        found = connection.getresponse()
        answered = {name: value for name in _ANSWERED if (value := found.getheader(name)) is not None}
        return Answer(status=found.status, body=found.read(), headers=answered)
    except (OSError, HTTPException):
        return plain(502, "Nobody answers there at the moment.")
    finally:
        connection.close()
