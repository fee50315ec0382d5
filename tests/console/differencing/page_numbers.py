"""Every number that a page says: in its text, in its pictures, and in what is read out or shown on pointing at something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

_SAID_IN = ("title", "aria-label", "aria-description", "alt", "placeholder", "summary")
"""Attributes that are read or read out, beside those that begin with `data-`.

Not read are the addresses of links, what forms send back, and the places and sizes of what is drawn: all are made of
what stands beside them in words.
"""
_WITHOUT_WORDS = ("script", "style")
_VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
EXPLAINED = {
    "days and times": rf"\d{{1,2}} (?:{_MONTHS})[a-z]* \d{{4}}(?:, \d{{2}}:\d{{2}})?|\d{{4}}-\d{{2}}-\d{{2}}",
    "where in the 45 days": r"Day −?-?\d+ of 45|45 days|days \d+ to \d+|[Dd]ay \d+(?: on\b)?|last (?:30|90) days",
    "how many phases are proved": r"\d of the three phases",
    "the number of a phase": r"\b[123] · (?=Contain|Stabilise|Prove)",
    "names of weeks": r"[Ww]eeks? \d+",
    "the level of intervals": r"95% interval|[Aa]t 95%|, 95% (?=[\d−])",
    "the floor": r"(?:at least|[Ff]ewer than|smaller than) 10\b|1 to 9 cases|to the nearest 5 cases|people to the nearest 10",
    "what a colour stands for": r"under 2%|35% and over",
    "the place of a step on the path": r"step \d+ of \d+",
    "how many friction points are folded, sources agree": r"\d+ (?:no longer found|dismissed)\b|by \d+ sources",
    "how long ago": r"\d+ (?:second|minute|hour|day)s? ago",
    "how odds are to be read": r"\+0\.7 doubles|−0\.7 halves",
    "standards and years of books": r"BPMN 2\.0|, (?:19|20)\d\d\b",
}
"""What numbers may stand for without being anybody's figure."""
_IS_EXPLAINED = re.compile("|".join(EXPLAINED.values()))


def numbers_on(page: str) -> list[str]:
    """The numbers on a page without signs, separators and units, but for those that are explained."""
    reading = _Reading()
    reading.feed(page)
    reading.close()
    return [number for text in reading.texts for number in _numbers(text)]


def _numbers(text: str) -> Iterator[str]:
    for found in _NUMBER.findall(_IS_EXPLAINED.sub(" ", " ".join(text.split()))):
        yield found.replace(",", "")


class _Reading(HTMLParser):
    """Collects what a page says; the ticks of an axis, of class `axis` or `at-…`, are no figures."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [said for name, said in attrs if said and (name in _SAID_IN or name.startswith("data-"))]
        if tag not in _VOID:
            classes = (dict(attrs).get("class") or "").split()
            self._open.append((tag, any(one == "axis" or one.startswith("at-") for one in classes)))

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag in [name for name, _ in self._open] and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(name in _WITHOUT_WORDS or is_tick for name, is_tick in self._open):
            self.texts.append(data)
