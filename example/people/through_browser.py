"""People who use the application through a real browser, and read there what guidance shows them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from re import IGNORECASE, Pattern
from re import compile as pattern

from playwright.sync_api import Error, Locator, Page

from example.people.person import Person
from example.people.screen import Screen

OURS = "desirepath-guides"
"""The element that everything of the guidance stands in; its shadow root is open."""
WAITS = 2.5
"""Seconds that somebody lingers on a page, or at a part that they have opened, before they take it that nothing comes."""
_GLANCE = 0.1
_SLOWEST_PAGE = 5_000
_ACCESS, _BLOCKED, _HELP = (
    pattern("allowed", IGNORECASE),
    pattern("not allowed", IGNORECASE),
    pattern("^help", IGNORECASE),
)


class ThroughBrowser:
    """A door through a page of a browser. What is shown is looked at, never asked for by other ways."""

    def __init__(self, address: str, page: Page, waits: float = WAITS) -> None:
        self._address = address
        self._page = page
        self._waits = waits
        self._until = 0.0

    def sign_in(self, person: Person) -> None:
        """Choose a role, a region and a number."""
        self._page.goto(f"{self._address}/sign-in")
        self._page.select_option("#role", person.role)
        self._page.select_option("#region", person.region)
        self._page.fill("#person", person.number)
        self._page.click("#go")

    def open(self, path: str) -> Screen:
        """Go to a page."""
        self._page.goto(self._address + path)
        return self._screen()

    def read_at(self, field: str) -> str:
        """What stands beside the field once it has the focus; empty where nothing comes."""
        self._page.focus(f"#{field}")
        tips = self._page.locator(OURS).get_by_role("tooltip")
        return _texts(tips) if self._comes(tips.first) else ""

    def send(self, entries: Mapping[str, str], button: str) -> Screen:
        """Fill in fields and press a button, once more where guidance holds it up."""
        for name, value in entries.items():
            self._fill(self._page.locator(f"#{name}"), value)
        try:
            self._press(button)
        except Error:
            # Guidance has held it up, as it may once; the second press goes through.
            self._press(button)
        return self._screen()

    def _press(self, button: str) -> None:
        with self._page.expect_navigation(wait_until="load", timeout=_SLOWEST_PAGE):
            self._page.click(f"#{button}")

    def escalate(self, text: str) -> bool:
        """Press the button that asks, choose the route about accesses, write, send, and wait for the reference."""
        self._lead(_BLOCKED)
        form = self._page.locator(OURS).locator("form").filter(has=self._page.locator("textarea"))
        if not self._comes(form.first):
            return False
        form.get_by_role("radio", name=_ACCESS).first.click()
        form.locator("textarea").fill(text)
        form.locator("button").first.click()
        self._linger()
        return self._comes(self._page.locator(OURS).get_by_text(pattern("E-")).first)

    def answer(self, what: Pattern[str]) -> bool:
        """Choose the answer that says this, and send it."""
        form = self._page.locator(OURS).locator("form").filter(has=self._page.locator("fieldset"))
        if not self._comes(form.first) or form.get_by_text(what).count() == 0:
            return False
        form.get_by_text(what).first.click()
        form.locator("button").first.click()
        return True

    def search(self, words: str) -> str:
        """Open the help where it is offered, search, and read the first article."""
        ours = self._page.locator(OURS)
        field = ours.locator("input[type=search]")
        self._lead(_HELP)
        if not self._comes(field):
            return ""
        field.fill(words)
        first = ours.locator("ul.articles button").first
        if not self._comes(first):
            return ""
        first.click()
        return _texts(ours.locator("article"))

    def _lead(self, name: Pattern[str]) -> None:
        """Press a button of the guidance, where there is one that is called so."""
        offer = self._page.locator(OURS).get_by_role("button", name=name).first
        if self._comes(offer):
            offer.click()
            self._linger()

    def _comes(self, part: Locator) -> bool:
        within = max(_GLANCE, self._until - time.monotonic())
        try:
            part.wait_for(state="visible", timeout=within * 1_000)
        except Error:
            # It does not come: this person is not shown it, or nobody is.
            return False
        return True

    def _linger(self) -> None:
        self._until = time.monotonic() + self._waits

    def _fill(self, field: Locator, value: str) -> None:
        kind = field.evaluate("field => field.localName + (field.type ?? '')")
        if kind.startswith("select"):
            field.select_option(value)
        elif kind == "inputfile":
            field.set_input_files({"name": value, "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
        else:
            field.fill(value)

    def _screen(self) -> Screen:
        self._linger()
        said: dict[str, str] = self._page.evaluate(_SEEN)
        wrong: dict[str, str] = self._page.evaluate(_WRONG)
        ids: list[list[str]] = self._page.evaluate(_IDS)
        return Screen(**said, wrong=wrong, fields=frozenset(ids[0]), buttons=frozenset(ids[1]))


_SEEN = """() => {
  const said = document.getElementById("said");
  const { done = "", tracked = "", outcome = "", step = "" } = said?.dataset ?? {};
  const number = document.getElementById("case")?.textContent ?? "";
  return { path: location.pathname, case: number, said: said?.textContent ?? "", done, tracked, outcome, step };
}"""
_WRONG = """() => Object.fromEntries([...document.querySelectorAll(".wrong")].map((field) =>
  [field.querySelector("input, select").name, field.querySelector(".why").textContent]))"""
_IDS = """() => [
  [...document.querySelectorAll("main :is(input:not([type=hidden]), select)")].map((field) => field.id),
  [...document.querySelectorAll("main button")].map((button) => button.id),
]"""


def _texts(parts: Locator) -> str:
    return "\n".join(parts.all_inner_texts())
