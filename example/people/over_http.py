"""People who reach the application over HTTP, without a browser: quick enough for many of them and many weeks."""

from __future__ import annotations

from collections.abc import Mapping
from http.client import HTTPConnection
from re import Pattern
from urllib.parse import urlencode, urljoin, urlsplit

from example.people.person import Person
from example.people.read_page import Page
from example.people.screen import Screen
from example.people.watched import NOTHING_SHOWN, Watched

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_WITHIN = 20.0


class OverHttp:
    """A door without a browser. What guidance would show is what `watched` says: the same document, the same rules."""

    def __init__(self, address: str, watched: Watched = NOTHING_SHOWN) -> None:
        place = urlsplit(address)
        self._connection = HTTPConnection(str(place.hostname), place.port, timeout=_WITHIN)
        self._watched = watched
        self._cookie = ""
        self._page = Page("")
        self._screen = Screen(path="/")
        self._person: Person | None = None

    def sign_in(self, person: Person) -> None:
        """Begin to be this person."""
        self._person = person
        self._cookie = f"seat={person.number}.{person.role}.{person.region}"

    def open(self, path: str) -> Screen:
        """Go to a page."""
        return self._ask("GET", path, None)

    def read_at(self, field: str) -> str:
        """What the field help of the document says there to this person."""
        return self._watched.read_at(self._someone, self._screen, field)

    def send(self, entries: Mapping[str, str], button: str) -> Screen:
        """Press a button with these entries. Raises KeyError where the page has no such button or field."""
        lacking = set(entries) - self._page.fields
        if lacking:
            raise KeyError(*sorted(lacking))
        form = {**self._page.hidden[button], **entries}
        return self._ask("POST", self._page.forms[button], urlencode(form))

    def escalate(self, text: str) -> bool:
        """Whether the document offers a way to tell of a missing access here."""
        return bool(text) and self._watched.routes_access(self._someone, self._screen)

    def answer(self, what: Pattern[str]) -> bool:
        """Whether the document asks a question here that has such an answer."""
        return self._watched.asks(self._someone, self._screen, what)

    def search(self, words: str) -> str:
        """The texts of the articles of the document, where it has a help panel here."""
        return self._watched.found(self._someone, self._screen, words)

    @property
    def _someone(self) -> Person:
        if self._person is None:
            raise RuntimeError("nobody has signed in")
        return self._person

    def _ask(self, method: str, path: str, body: str | None) -> Screen:
        headers = {"Cookie": self._cookie, **(_FORM if body is not None else {})}
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        if answer.status == 303:
            return self._ask("GET", urljoin(path, str(answer.headers["Location"])), None)
        self._page = Page(text)
        self._screen = self._page.screen(path)
        return self._screen

    def close(self) -> None:
        """Leave."""
        self._connection.close()
