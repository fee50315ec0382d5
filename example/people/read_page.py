"""A page of the application as a screen, from its HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

from example.people.screen import Screen

_VOID = {"input", "meta", "link", "br", "option"}


class Page(HTMLParser):
    """Gathers what somebody would see: what is said, the fields, the buttons and their forms."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: dict[str, str] = {}
        self.said: dict[str, str] = {}
        self.fields: set[str] = set()
        self.described: dict[str, str] = {}
        self.forms: dict[str, str] = {}
        self.hidden: dict[str, dict[str, str]] = {}
        self._form = ""
        self._given: dict[str, str] = {}
        self._in = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what begins here."""
        given = {name: value or "" for name, value in attrs}
        here = given.get("id", "")
        if here:
            self._in = here
        if here == "said":
            self.said = given
        if tag == "form":
            self._form, self._given = given["action"], {}
        if tag in {"input", "select"}:
            self._of_a_form(given)
        if tag == "button" and here:
            self.forms[here], self.hidden[here] = self._form, dict(self._given)

    def _of_a_form(self, given: dict[str, str]) -> None:
        if given.get("type") == "hidden":
            self._given[given["name"]] = given["value"]
            return
        self.fields.add(given["name"])
        if "aria-describedby" in given:
            self.described[given["name"]] = given["aria-describedby"]

    def handle_endtag(self, tag: str) -> None:
        """A text that had a name has ended."""
        if tag not in _VOID:
            self._in = ""

    def handle_data(self, said: str) -> None:
        """Notes the text of what has a name."""
        if self._in and said.strip():
            self.text[self._in] = said.strip()

    def screen(self, address: str) -> Screen:
        """What was gathered."""
        return Screen(
            path=urlsplit(address).path,
            case=self.text.get("case", ""),
            said=self.text.get("said", ""),
            done=self.said.get("data-done", ""),
            tracked=self.said.get("data-tracked", ""),
            outcome=self.said.get("data-outcome", ""),
            step=self.said.get("data-step", ""),
            fields=frozenset(self.fields),
            wrong={name: self.text.get(why, "") for name, why in self.described.items()},
            buttons=frozenset(self.forms),
        )
