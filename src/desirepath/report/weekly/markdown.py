"""Minutes as Markdown. Names from the data and what people wrote stay text: nothing in them becomes markup or a link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from desirepath.report.kit.tidy import tidy
from desirepath.report.sentence_parts import short_name
from desirepath.report.weekly.minutes import Minutes, Section

_MARKUP = re.compile(r"([\\`*_{}\[\]|~#])")
_A_LINK = re.compile(r"(?i)\b(https?|ftp|mailto)(:)|\b(www)(\.)|(?<=\w)()(@)(?=\w)")
_BEGINS_A_BLOCK = re.compile(r"^(?:(\d+)(?=[.)](?:\s|$))|(?=[-+](?:[\s-]|$)|=+$))")
_LONGEST = 2_400


def markdown_of(minutes: Minutes) -> str:
    """The minutes as one text that ends with a line break."""
    return "\n".join(_lines(minutes)).strip() + "\n"


def _lines(minutes: Minutes) -> Iterator[str]:
    yield f"# {plain(minutes.heading)}: {plain(minutes.title)}"
    yield ""
    for label, text in minutes.about:
        yield f"- {plain(label)}: **{plain(text)}**"
    yield ""
    if minutes.quiet:
        yield f"**{plain(minutes.quiet)}.** {plain(minutes.because)}"
        yield ""
    for one in minutes.sections:
        yield from _section(one)
    if minutes.silent:
        yield f"## {plain(minutes.silent_heading)}"
        yield ""
        for title, says in minutes.silent:
            yield f"- **{plain(title)}.** {plain(says)}"
        yield ""
    yield from _moved(minutes)
    yield f"*{plain(minutes.note)}*"


def _section(one: Section) -> Iterator[str]:
    yield f"## {plain(one.title)}"
    yield ""
    yield plain(one.says)
    yield ""
    for label, text in one.rows:
        yield f"- {plain(label)}: {plain(text)}"
    for fact in one.facts:
        yield f"- {plain(fact)}"
    yield ""
    for done in one.decided:
        yield f"> {plain(done)}"
        yield ""


def _moved(minutes: Minutes) -> Iterator[str]:
    if not minutes.moved:
        return
    yield f"## {plain(minutes.moved_heading)}"
    yield ""
    yield _row(minutes.moved_head)
    yield f"|{' --- |' * len(minutes.moved_head)}"
    for row in minutes.moved:
        yield _row(row)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(plain, cells))} |"


def plain(text: str) -> str:
    """A text on one line in which nothing is markup."""
    line = escape(_MARKUP.sub(r"\\\1", short_name(tidy(text), _LONGEST)), quote=False)
    return _BEGINS_A_BLOCK.sub(_escaped, _A_LINK.sub(_not_linked, line))


def _not_linked(found: re.Match[str]) -> str:
    word, sign = (one for one in found.groups() if one is not None)
    return f"{word}\\{sign}"


def _escaped(found: re.Match[str]) -> str:
    return f"{found[1] or ''}\\"
