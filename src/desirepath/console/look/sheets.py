"""The style sheets and the font, each at an address that changes with what is in it, so that browsers keep it."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from desirepath.report.html.templating import FONT_PLACE, sheet_text

_OF_REPORT = ("style.css", "percent.css", "friction.css", "effects.css")
_KEEP = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class _Kept:
    body: bytes
    version: str


@cache
def _font() -> _Kept:
    return _kept((files("desirepath.report") / "fonts" / "inter-latin-variable.woff2").read_bytes())


@cache
def _sheet(name: str) -> _Kept:
    if name == "report":
        text = "\n".join(sheet_text(one) for one in _OF_REPORT)
        return _kept(text.replace(FONT_PLACE, reverse("font", args=[_font().version])).encode())
    ours = sorted((one for one in (files(__package__) / "sheets").iterdir()), key=lambda one: one.name)
    return _kept("\n".join(one.read_text(encoding="utf-8") for one in ours if one.name.endswith(".css")).encode())


def _kept(body: bytes) -> _Kept:
    return _Kept(body, hashlib.sha256(body).hexdigest()[:16])


@cache
def address(name: str) -> str:
    """Where a style sheet is: "report" or "console"."""
    return reverse("sheet", args=[name, _sheet(name).version])


def sheet(request: HttpRequest, name: str, version: str) -> HttpResponse:  # noqa: ARG001 - the version names it for browsers
    """One style sheet."""
    if name not in ("report", "console"):
        raise Http404
    return _answer(request, _sheet(name).body, "text/css; charset=utf-8", packed=True)


def font(request: HttpRequest, version: str) -> HttpResponse:  # noqa: ARG001 - the version names it for browsers
    """The font."""
    return _answer(request, _font().body, "font/woff2", packed=False)


@cache
def _gzipped(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)


def _answer(request: HttpRequest, body: bytes, kind: str, *, packed: bool) -> HttpResponse:
    packs = packed and "gzip" in request.headers.get("Accept-Encoding", "")
    answer = HttpResponse(_gzipped(body) if packs else body, content_type=kind)
    answer["Cache-Control"] = _KEEP
    if packed:
        answer["Vary"] = "Accept-Encoding"
    if packs:
        answer["Content-Encoding"] = "gzip"
    return answer
