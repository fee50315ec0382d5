"""Why pages refuse a document of guides: the same as in sdk/src/core/admissible.ts, for those who sign and publish it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, get_args

import msgspec

from desirepath.intervene.verdicts import milliseconds
from desirepath.vocabulary.guidance.contents import Checklist, Walkthrough
from desirepath.vocabulary.guidance.published import Guide, Guides
from desirepath.vocabulary.guidance.rules import InCohort, Rule
from desirepath.vocabulary.guidance.words import Link

Wrong: TypeAlias = Literal["unknown_structure", "too_deep", "too_large", "markup", "link", "selector", "time", "twice"]
DEEPEST = 10
_MOST, _MOST_AT_THE_TOP, _MOST_BY_NAME, _LONGEST_NAME, _LONGEST_LANGUAGE = 200, 2_000, 50, 200, 35
_LARGEST = 1_000_000
_TIMES = frozenset(("issued_at", "expires_at", "starts_at", "ends_at", "until"))
_TIMES_OF_DAY = frozenset(("begins", "ends"))
_LOCATORS = frozenset(("at", "field", "case_in"))
_RULES = get_args(Rule)
_MARKUP = re.compile(r"<[a-z/!?]|(java|vb)script:|data:[a-z]+/|\bon[a-z]{3,30}=|\{\{|\$\{|&#", re.IGNORECASE | re.ASCII)
"""Markup, addresses that are run, handlers, and the brackets of templates: nothing of it belongs into a text."""
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]")
"""Control characters, half characters, and what turns the order of reading."""
_READS = re.compile(r"\[[^\]=]*(value|\\)|[{}<]", re.IGNORECASE | re.ASCII)
"""An attribute selector that could ask what was entered, or something that is no selector."""
_LINK = re.compile(r"https://((?:[a-z0-9-]{1,63}\.)*[a-z0-9-]{1,63}(?::[0-9]{1,5})?)(?:/[!-\[\]-~]*)?")
_NOT_HTTPS = "matching regex '^https://"
"""How msgspec begins what it says to a link that is none: more than an unknown structure, it may be meant ill."""
_LANGUAGE = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*", re.IGNORECASE | re.ASCII)
_TIME_OF_DAY = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """One thing that makes pages refuse a document, and where (`guides.0.content.title.en`)."""

    wrong: Wrong
    at: str


@dataclass(frozen=True, slots=True)
class _Around:
    """Where the walk through a document is, and what it needs to know there."""

    at: str
    hosts: frozenset[str]
    depth: int = 0

    def inside(self, name: str | int) -> _Around:
        return replace(self, at=f"{self.at}.{name}" if self.at else str(name))

    def wrong(self, wrong: Wrong) -> Iterator[Refused]:
        yield Refused(wrong=wrong, at=self.at)


def refusal(document: bytes) -> Refused | None:
    """The first reason why pages refuse a document, as it is sent; None where they take it."""
    try:
        guides = msgspec.json.decode(document, type=Guides)
    except RecursionError:
        return Refused(wrong="too_deep", at="")
    except (msgspec.DecodeError, UnicodeDecodeError) as failure:
        return Refused(wrong="link" if _NOT_HTTPS in str(failure) else "unknown_structure", at="")
    return next(refused_parts(guides), None)


def refused_parts(guides: Guides) -> Iterator[Refused]:
    """Everything in a document that makes pages refuse it."""
    yield from _structure(guides, _Around("", frozenset(guides.link_hosts)))
    yield from _twice((one.id for one in guides.guides), "guides")
    yield from _twice((one.article for one in guides.articles), "articles")


def _structure(part: msgspec.Struct, around: _Around) -> Iterator[Refused]:
    for name in part.__struct_fields__:
        yield from _value(part, name, getattr(part, name), around.inside(name))
    if isinstance(part, Walkthrough):
        yield from _twice((step.id for step in part.steps), f"{around.at}.steps")
    if isinstance(part, Checklist):
        yield from _twice((item.id for item in part.items), f"{around.at}.items")


def _value(owner: msgspec.Struct, name: str, value: object, around: _Around) -> Iterator[Refused]:
    match value:
        case msgspec.Struct():
            deeper = replace(around, depth=around.depth + 1 if isinstance(value, _RULES) else 0)
            yield from around.wrong("too_deep") if deeper.depth > DEEPEST else _structure(value, deeper)
        case tuple():
            most = (
                _MOST_AT_THE_TOP
                if isinstance(owner, Guides) and value and isinstance(value[0], msgspec.Struct)
                else _MOST
            )
            yield from around.wrong("too_large") if len(value) > most else ()
            for at, item in enumerate(value):
                yield from _value(owner, name, item, around.inside(at))
        case dict():
            yield from _by_name(owner, value, around)
        case str():
            yield from _text(owner, name, value, around)
        case int() if isinstance(owner, Guide) and abs(value) > _LARGEST:
            yield from around.wrong("unknown_structure")
        case _:
            pass


def _by_name(owner: msgspec.Struct, value: dict[str, str], around: _Around) -> Iterator[Refused]:
    yield from around.wrong("too_large") if len(value) > _MOST_BY_NAME else ()
    for name, text in value.items():
        here = around.inside(name)
        if isinstance(owner, InCohort):
            yield from here.wrong("unknown_structure") if len(name) > _LONGEST_NAME else _plain(name, here)
            yield from _plain(text, here)
        else:
            is_language = len(name) <= _LONGEST_LANGUAGE and _LANGUAGE.fullmatch(name)
            yield from () if is_language else here.wrong("unknown_structure")
            yield from _plain(re.sub(r"[\n\t]", " ", text), here)


def _text(owner: msgspec.Struct, name: str, text: str, around: _Around) -> Iterator[Refused]:
    if isinstance(owner, Link) and name == "to":
        host = _LINK.fullmatch(text)
        yield from () if host and host[1] in around.hosts else around.wrong("link")
    elif name in _TIMES:
        yield from () if is_a_time(text) else around.wrong("time")
    elif name in _TIMES_OF_DAY:
        yield from () if _TIME_OF_DAY.fullmatch(text) else around.wrong("unknown_structure")
    elif name in _LOCATORS:
        yield from around.wrong("selector") if _READS.search(text) or _UNSEEN.search(text) else ()
    elif name != "pattern":  # A pattern makes nothing slow, and no pattern at all is asked about before publishing.
        yield from _plain(text, around)


def is_a_time(text: str) -> bool:
    """Whether there is such a day and hour, after 1970."""
    try:
        return text.isascii() and milliseconds(text) > 0
    except ValueError:
        return False


def _plain(text: str, around: _Around) -> Iterator[Refused]:
    yield from around.wrong("markup") if _MARKUP.search(text) or _UNSEEN.search(text) else ()


def _twice(ids: Iterable[str], at: str) -> Iterator[Refused]:
    if any(count > 1 for count in Counter(ids).values()):
        yield Refused(wrong="twice", at=at)
