"""How a guide will look, in one language: what the templates of the preview draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils import translation
from django.utils.translation import gettext_noop

from desirepath.console.guides.field_texts import languages_in
from desirepath.console.guides.whole_form import USUAL_LANGUAGES
from desirepath.console.guides.written import Written
from desirepath.vocabulary.guidance.said_in import Said, said_in
from desirepath.vocabulary.guidance.words import Words

OUR_LANGUAGES = USUAL_LANGUAGES
_OUR_WORDS = (
    gettext_noop("right"),
    gettext_noop("wrong"),
    gettext_noop("Back"),
    gettext_noop("Next"),
    gettext_noop("Done"),
    gettext_noop("Format"),
    gettext_noop("To the field"),
    gettext_noop("Send anyway"),
    gettext_noop("Got it"),
    gettext_noop("Until"),
    gettext_noop("Send"),
    gettext_noop("Not again"),
    gettext_noop("Articles that fit the place come first."),
    gettext_noop("I am blocked"),
)
"""What stands on buttons and beside texts of the preview."""


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
        """A word of ours on a button, where the console speaks the language; else in English."""
        with translation.override(self.language if self.language in OUR_LANGUAGES else "en"):
            return translation.gettext(english)


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
