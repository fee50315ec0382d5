"""Every text that a reader sees has its German, with the same things to fill in."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from make.messages import GERMAN, german, messages, without_german

FILLED_IN = re.compile(r"%\(\w+\)[sd]|%%|<[^>]+>|`")
HOW_TO_MEND = "run `make messages` and translate what has no German"


@cache
def _found() -> Catalog:
    return messages()


def test_the_message_file_holds_the_texts_of_today() -> None:
    known = {(one.id, one.context) for one in german()}
    missing = [one.id for one in _found() if (one.id, one.context) not in known]
    assert not missing, HOW_TO_MEND


def test_every_text_has_its_german() -> None:
    assert not without_german(german()), HOW_TO_MEND


def test_what_is_filled_in_is_the_same_in_german() -> None:
    unlike = [
        (english, translated)
        for one in german()
        if one.id
        for english, translated in zip(_forms(one.id), _forms(one.string), strict=True)
        if Counter(FILLED_IN.findall(english)) != Counter(FILLED_IN.findall(translated))
    ]
    assert not unlike


def test_what_is_compiled_is_what_is_written() -> None:
    with GERMAN.with_suffix(".mo").open("rb") as compiled:
        read = _pairs(read_mo(compiled))
    assert read == _pairs(german()), "run `make messages`"


def test_nothing_is_put_off_as_fuzzy() -> None:
    assert not [one.id for one in german() if one.id and one.fuzzy]


def test_german_has_no_straight_or_english_quotation_marks() -> None:
    texts = [text for one in german() if one.id for text in _forms(one.string)]
    assert not [text for text in texts if "”" in text or re.search(r'(?<!=)"(?![^<]*>)', text)]


def _pairs(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {_forms(one.id): _forms(one.string) for one in catalogue if one.id}


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)
