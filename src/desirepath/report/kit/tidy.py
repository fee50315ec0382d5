"""Texts of unknown origin, made fit for an office file: no signs that break it, and nothing that it would run."""

from __future__ import annotations

import unicodedata

LONGEST = 4_000
_KEPT = "\n\u00a0\u200c\u200d"
"""Breaks of lines, the space that holds words together, and the joiners that some scripts need."""
_FORMULA_BEGINS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20\u2212")
"""Signs, and their wide forms, by which a spreadsheet takes what follows for a formula."""


def tidy(text: str, longest: int = LONGEST) -> str:
    """The text without control signs and marks of direction, clipped. Breaks of lines stay; tabs become spaces."""
    clean = "".join(map(_sign, text)).strip()
    return clean if len(clean) <= longest else clean[: longest - 1].rstrip() + "…"


def no_formula(text: str) -> str:
    """The tidy text, with an apostrophe before it where it would begin as a formula.

    A workbook keeps strings apart from formulas, but a copy of it as CSV does not.
    """
    clean = tidy(text)
    return f"'{clean}" if clean[:1] in _FORMULA_BEGINS else clean


def _sign(letter: str) -> str:
    if letter in _KEPT:
        return letter
    kind = unicodedata.category(letter)
    if kind in {"Zs", "Zl", "Zp"} or letter in "\t\r":
        return " "
    if kind == "Cf":
        return ""
    return "\ufffd" if kind in {"Cc", "Cs", "Cn", "Co"} else letter
