"""Answers to requests that are cut off before they are whole, written past the application."""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from desirepath.doors.answers import HARMLESS, Answer, Refused, refusal

_TOLD = {
    "not_http": (400, "The request is not well-formed HTTP/1.1."),
    "head_limit": (431, "The request line and headers are too long."),
    "header_count": (431, "There are too many headers."),
    "body_limit": (413, "The body is too long."),
    "too_slow": (408, "The request took too long to come in."),
    "connections": (503, "There are too many connections."),
    "bodies_limit": (503, "Too many requests are coming in at once."),
}


def cut_off(error: str, limit: int | None = None) -> Refused:
    """The refusal of this name."""
    status, detail = _TOLD[error]
    bounds = {} if limit is None else {"limit": limit}
    if status == 503:
        bounds["retry_after"] = 1
    return Refused(status, error, detail, **bounds)


def on_the_wire(refused: Refused, request_id: str) -> bytes:
    """A whole answer that ends its connection."""
    return _written(refusal(refused, request_id))


def announced_length(headers: list[tuple[bytes, bytes]]) -> int | None:
    """The length that a request announces, 0 without one; None where it does so in two ways or not in digits."""
    lengths = [value for name, value in headers if name == b"content-length"]
    if not lengths:
        return 0
    chunked = any(name == b"transfer-encoding" for name, _ in headers)
    if len(lengths) > 1 or chunked or not lengths[0].isdigit() or len(lengths[0]) > 18:
        return None
    return int(lengths[0])


def _written(answer: Answer) -> bytes:
    length = (b"content-length", b"%d" % len(answer.body))
    headers = (*answer.headers, *HARMLESS, length, (b"connection", b"close"))
    return b"".join((STATUS_LINE[answer.status], *(b"%b: %b\r\n" % one for one in headers), b"\r\n", answer.body))
