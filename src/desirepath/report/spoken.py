"""The report in the reader's language: whoever shows parts of it says which, and sentences are looked up as they are made.

Nothing here knows where translations come from. Without a language in force all is English, as it stands in the code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


def _as_it_stands(message: str) -> str:
    return message


def _english_plural(one: str, many: str, number: int) -> str:
    return one if number == 1 else many


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A language: how its messages are found, how it writes numbers, and whether nouns keep their capitals."""

    language: str = "en"
    gettext: Callable[[str], str] = _as_it_stands
    ngettext: Callable[[str, str, int], str] = _english_plural
    separators: Mapping[int, int] | None = None
    nouns_are_capital: bool = False


ENGLISH = Speech()
_SEPARATORS: Mapping[str, Mapping[int, int]] = {"de": str.maketrans(".,", ",.")}
_CAPITAL_NOUNS = frozenset({"de"})
_now: ContextVar[Speech] = ContextVar("speech", default=ENGLISH)


@contextmanager
def speaking(
    language: str, gettext: Callable[[str], str], ngettext: Callable[[str, str, int], str]
) -> Iterator[Speech]:
    """Speak a language (`de`, `de-at`) for as long as the block lasts, with these functions to find its messages."""
    root = language.partition("-")[0]
    speech = Speech(
        language=root,
        gettext=gettext,
        ngettext=ngettext,
        separators=_SEPARATORS.get(root),
        nouns_are_capital=root in _CAPITAL_NOUNS,
    )
    with _in_force(speech):
        yield speech


@contextmanager
def in_english() -> Iterator[None]:
    """English for as long as the block lasts, whatever was spoken: what is written to files is in one language."""
    with _in_force(ENGLISH):
        yield


@contextmanager
def _in_force(speech: Speech) -> Iterator[None]:
    before = _now.set(speech)
    try:
        yield
    finally:
        _now.reset(before)


def language() -> str:
    """The language in force: `en`, `de`."""
    return _now.get().language


def gettext(message: str) -> str:
    """The message in the language in force, its placeholders as they are. For templates."""
    return _now.get().gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """The message for this number in the language in force, its placeholders as they are. For templates."""
    return _now.get().ngettext(one, many, number)


def said(message: str, **values: object) -> str:
    """The message in the language in force. With values, `%(name)s` is filled in and `%%` is a per cent sign."""
    found = gettext(message)
    return found % values if values else found


def said_many(one: str, many: str, number: int, **values: object) -> str:
    """One of two messages, by the number; in it `%(n)s` is the number with separators."""
    return ngettext(one, many, number) % {"n": digits(f"{number:,}"), **values}


def marked(message: str) -> str:
    """The message as it is, marked as one to translate: for constants, which are looked up where they are shown."""
    return message


def digits(number: str) -> str:
    """A number that was written the English way (`1,234.5`) as the language in force writes it."""
    separators = _now.get().separators
    return number.translate(separators) if separators else number


def inside(word: str) -> str:
    """A title as it stands inside a sentence: in lower case, but where nouns keep their capitals as it is."""
    return word if _now.get().nouns_are_capital else word.lower()


def first_up(sentence: str) -> str:
    """The sentence with a capital at its beginning."""
    return f"{sentence[:1].upper()}{sentence[1:]}"


def all_of(parts: Iterable[str]) -> str:
    """`a and b and c`."""
    return reduce(lambda one, other: said("%(one)s and %(other)s", one=one, other=other), parts)


class SpokenWords(Mapping[Key, Value]):
    """Words by what they are for, in the language in force whenever they are read.

    Where the values are records, the fields named are the words.
    """

    def __init__(self, words: Mapping[Key, Value], *fields: str) -> None:
        self._words = words
        self._fields = fields

    def __getitem__(self, key: Key) -> Value:
        return spoken(self._words[key], *self._fields)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def spoken(value: Value, *fields: str) -> Value:
    """A message, a tuple of them, or a record with these fields of it, in the language in force; None stays None."""
    found: Any = value
    if found is None or _now.get() is ENGLISH:
        return value
    if isinstance(found, str):
        return said(found)  # type: ignore[return-value]  # a message for a message
    if isinstance(found, tuple):
        return tuple(spoken(one) for one in found)  # type: ignore[return-value]  # as many messages as before
    made: Value = replace(found, **{field: spoken(getattr(found, field)) for field in fields})
    return made
