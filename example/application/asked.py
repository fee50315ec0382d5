"""What a browser asks: method, path, form, cookie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl

from example.application.seats import Seat

COOKIE = "seat"
LARGEST_FORM = 2_000_000
"""Bytes; a quote is a page or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request of a browser. An uploaded file is in the form by its name alone; nobody here reads its contents."""

    method: str
    path: str
    form: Mapping[str, str]
    seat: Seat | None
    query: Mapping[str, str]


def asked_of(environ: Mapping[str, Any]) -> Asked:
    """What a WSGI environment says."""
    method = str(environ["REQUEST_METHOD"])
    return Asked(
        method=method,
        path=str(environ.get("PATH_INFO") or "/"),
        form=_form(environ) if method == "POST" else {},
        seat=_seat(str(environ.get("HTTP_COOKIE", ""))),
        query=dict(parse_qsl(str(environ.get("QUERY_STRING", "")))),
    )


def _seat(header: str) -> Seat | None:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return None
    return None if found is None else Seat.read(found.value)


def _form(environ: Mapping[str, Any]) -> dict[str, str]:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    body = environ["wsgi.input"].read(min(length, LARGEST_FORM))
    kind = str(environ.get("CONTENT_TYPE", ""))
    if kind.startswith("multipart/form-data"):
        return _parts(kind, body)
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _parts(kind: str, body: bytes) -> dict[str, str]:
    whole = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=policy.HTTP)
    form = {}
    for part in whole.iter_parts():
        name, file = part.get_param("name", header="content-disposition"), part.get_filename()
        content = part.get_payload(decode=True)
        text = content.decode("utf-8", "replace").rstrip("\r\n") if isinstance(content, bytes) else ""
        form[str(name)] = text if file is None else file
    return form
