"""A text in the reader's language, or in the nearest that there is."""

from __future__ import annotations

from dataclasses import dataclass

from desirepath.vocabulary.guidance.words import Direction, Words

_RIGHT_TO_LEFT = frozenset(
    (
        "ar",
        "arc",
        "azb",
        "ckb",
        "dv",
        "fa",
        "he",
        "iw",
        "ji",
        "ks",
        "mzn",
        "nqo",
        "pnb",
        "prs",
        "ps",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
    )
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(("adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A text in the language that it could be had in, which may be another than the reader's."""

    text: str
    language: str
    direction: Direction


def said_in(words: Words, language: str) -> Said:
    """The text for a reader.

    In their language, in it without its last parts (`de-AT` → `de`), in another variety of it, or the first that there
    is. A text that is empty in a language counts as not there; without any, the text is empty.
    """
    there = [name for name in words if words[name]]
    name = nearest(there, language) or next(iter(there), "")
    return Said(text=words.get(name, ""), language=name, direction=direction_of(name))


def nearest(there: list[str], language: str) -> str | None:
    """The nearest to a language among some; None where none is of the same language."""
    wanted = language.lower().split("-")
    for length in range(len(wanted), 0, -1):
        found = next((name for name in there if name.lower() == "-".join(wanted[:length])), None)
        if found:
            return found
    return next((name for name in there if name.lower().split("-")[0] == wanted[0]), None)


def direction_of(language: str) -> Direction:
    """Which way a language is written; by its script where it names one (`az-Arab`)."""
    first, *rest = language.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isascii() and part.isalpha()), None)
    return "rtl" if (script in _RIGHT_TO_LEFT_SCRIPTS if script else first in _RIGHT_TO_LEFT) else "ltr"
