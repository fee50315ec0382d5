"""Answers of the application, and what browsers are told with each of them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from example.application.asked import COOKIE
from example.application.seats import Seat

StartResponse = Callable[[str, list[tuple[str, str]]], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A status, headers, a body in bytes."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def nonce() -> str:
    """A nonce for one page."""
    return secrets.token_urlsafe(16)


def policy(one: str) -> str:
    """What a page may do: its own scripts by this nonce, its own style sheet, requests to its own address, no more."""
    parts = (
        "default-src 'none'",
        f"script-src 'nonce-{one}'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
    return "; ".join(parts)


def page(text: str, one: str, status: int = 200) -> Answer:
    """A page, under its policy."""
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy(one)}
    return Answer(status=status, body=text.encode(), headers={**headers, "Cache-Control": "no-store"})


def leads_to(path: str, seat: Seat | None = None) -> Answer:
    """On to another page, with a seat from now on if one is given."""
    headers = {"Location": path}
    if seat is not None:
        headers["Set-Cookie"] = f"{COOKIE}={seat.written}; Path=/; HttpOnly; SameSite=Strict"
    return Answer(status=303, headers=headers)


def plain(status: int, text: str) -> Answer:
    """A few words."""
    return Answer(status=status, body=text.encode(), headers={"Content-Type": "text/plain; charset=utf-8"})


def given(answer: Answer, start: StartResponse) -> Iterable[bytes]:
    """The answer as WSGI wants it."""
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        **answer.headers,
        "Content-Length": str(len(answer.body)),
    }
    start(f"{answer.status} {HTTPStatus(answer.status).phrase}", list(headers.items()))
    return [answer.body]
