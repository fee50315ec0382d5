"""The sentences of a plan in the language of whoever reads: what fills them in is told by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from desirepath.report.kept_sentences import cohort_said
from desirepath.report.spoken import digits, said
from desirepath.report.wording import per_cent_said
from desirepath.vocabulary.plan45 import Saying

_AMOUNT = re.compile(r"(?P<number>[+−-]?[\d.,]+)(?P<per_cent>%?)(?: (?P<unit>.+))?")


def told(saying: Saying | None) -> str:
    """The sentence; empty where there is none."""
    if saying is None:
        return ""
    return said(saying.message) % {name: _value(name, value) for name, value in saying.values.items()}


def _value(name: str, value: str) -> str:
    return _TELLERS[name](value) if name in _TELLERS else value


def _amount(value: str) -> str:
    """`71.3%`, `−8.1 points`, `12`, as the language writes it."""
    match = _AMOUNT.fullmatch(value)
    if match is None:
        return value
    number = digits(match["number"])
    if match["per_cent"]:
        return per_cent_said(number)
    if match["unit"] is None:
        return number
    return said("%(n)s points", n=number) if match["unit"] == "points" else f"{number} {said(match['unit'])}"


_TELLERS: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("n", "all", "late", "share", "before", "low", "high", "gap"), _amount),
    **dict.fromkeys(("title", "measure", "what"), said),
    **dict.fromkeys(("cohort", "others"), cohort_said),
}
"""By the name of what is filled in. Names from the data (a step, a workflow, a category) stay as they are."""
