"""How a guide will look, in one language: what the templates of the preview draw."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from django.utils import timezone, translation
from django.utils.formats import date_format

from desirepath.console.guides.field_texts import languages_in
from desirepath.console.guides.whole_form import USUAL_LANGUAGES
from desirepath.console.guides.written import Written
from desirepath.vocabulary.guidance.said_in import Said, said_in
from desirepath.vocabulary.guidance.words import Words

_WORDS = Path(__file__).parent / "words" / "in_pages.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A guide as JSON, the language that it is drawn in, and the languages that it could be."""

    kind: str
    told: dict[str, Any]
    language: str
    languages: tuple[str, ...]

    def said(self, words: Words) -> Said:
        """A text as a reader of the language is told it."""
        return said_in(words, self.language)

    @property
    def direction(self) -> str:
        """Which way the language is read."""
        return said_in({self.language: "a"}, self.language).direction

    def our(self, english: str) -> str:
        """A word of ours as pages say it to a reader of the language; in English where they do not speak it.

        Raises KeyError for a word that pages do not say.
        """
        return said_in({"en": english, **words_in_pages()[english]}, self.language).text

    def step_of(self, step: int, steps: int) -> str:
        """Which step of a walkthrough it is."""
        return self.our("Step {step} of {steps}").format(step=step, steps=steps)

    def hours(self, count: int) -> str:
        """So many hours, in words where the console speaks the language."""
        if self.language.partition("-")[0] not in USUAL_LANGUAGES:
            return f"{count} h"
        with translation.override(self.language):
            return translation.ngettext("%(n)s hour", "%(n)s hours", count) % {"n": count}

    def moment(self, text: str) -> str:
        """A time of the document (ISO 8601), in the zone of whoever looks at the preview."""
        with translation.override(self.language):
            return date_format(timezone.localtime(datetime.fromisoformat(text)), "DATETIME_FORMAT")


@cache
def words_in_pages() -> Mapping[str, Words]:
    """What stands on buttons and beside texts in pages: the other languages by the English."""
    found: dict[str, Words] = json.loads(_WORDS.read_text(encoding="utf-8"))
    return found


def previewed(written: Written, language: str) -> Preview:
    """The guide in the language that is asked for, else in the first that it has."""
    told = _drawn(written.content)
    there = tuple(dict.fromkeys(languages_in(told)))
    shown = language if language in there or not there else there[0]
    return Preview(kind=written.kind, told=told, language=shown, languages=there)


def _drawn(part: Any) -> Any:  # noqa: ANN401 - whatever a guide is made of
    """A part with all its fields, those that nobody filled in too; the kind of a block stands beside them."""
    match part:
        case msgspec.Struct():
            tags = {part.__struct_config__.tag_field: part.__struct_config__.tag} if part.__struct_config__.tag else {}
            return tags | {name: _drawn(getattr(part, name)) for name in part.__struct_fields__}
        case tuple():
            return [_drawn(one) for one in part]
        case _:
            return part
