"""The application as WSGI."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from example.application.answers import Answer, StartResponse, given, leads_to, plain
from example.application.asked import Asked, asked_of
from example.application.guidance import MOUNTED, Guidance
from example.application.pages import ACTIONS, PAGES, Here, sign_in
from example.application.passed_on import passed_on
from example.application.shelf import Shelf

_STATIC = Path(__file__).parent / "static"
_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Application:
    """Purchase requests on a shelf. `guidance` is asked at each request, so that it may begin while this runs."""

    shelf: Shelf
    guidance: Callable[[], Guidance | None] = lambda: None

    def __call__(self, environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        try:
            answer = self._answer(environ)
        except LookupError:
            answer = plain(404, "There is no such page.")
        except Exception:  # noqa: BLE001 - the last line before the server; what happened goes to its log
            traceback.print_exc()
            answer = plain(500, "Something went wrong here.")
        return given(answer, start)

    def _answer(self, environ: dict[str, Any]) -> Answer:
        guidance, path = self.guidance(), str(environ.get("PATH_INFO") or "/")
        if path.startswith(f"{MOUNTED}/"):
            return plain(404, "No guidance is built in.") if guidance is None else passed_on(environ, guidance)
        if path.startswith("/static/"):
            return _static(path.removeprefix("/static/"))
        asked = asked_of(environ)
        if path == "/sign-in":
            return sign_in(asked, guidance)
        return self._of_somebody(asked, guidance)

    def _of_somebody(self, asked: Asked, guidance: Guidance | None) -> Answer:
        if asked.seat is None:
            return leads_to("/sign-in")
        parts = tuple(part for part in asked.path.split("/") if part)
        known = ACTIONS if asked.method == "POST" else PAGES
        number = parts[1] if len(parts) > 1 and parts != ("requests", "new") else ""
        page = known[parts if not number else (parts[0], "*", *parts[2:])]
        if guidance is not None and (language := asked.query.get("language")):
            guidance = guidance.in_language(language)
        found = self.shelf.find(number) if number else None
        return page(Here(asked=asked, seat=asked.seat, shelf=self.shelf, guidance=guidance, request=found))


def _static(name: str) -> Answer:
    file = _STATIC / Path(name).name
    if file.suffix not in _KINDS or not file.is_file():
        raise LookupError(name)
    return Answer(body=file.read_bytes(), headers={"Content-Type": _KINDS[file.suffix], "Cache-Control": "no-cache"})
