"""Fields of a guide as the texts that stand in a form: `c.steps.0.title.en` and the like."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

from desirepath.console.guides.fields import Field
from desirepath.console.guides.notation import UNTRANSLATED, write_blocks
from desirepath.vocabulary.guidance.words import Blocks

Texts: TypeAlias = dict[str, str]
BETWEEN_ROOTS = " >> "
"""Stands between the selectors of a locator: what follows is inside the shadow root or the frame of what is before."""
IN_LANGUAGES = frozenset({"words", "blocks", "listed"})


def texts_of(fields: Sequence[Field], told: Mapping[str, Any], prefix: str, languages: Sequence[str]) -> Texts:
    """The texts of fields with what is told in them (JSON); what is not told is empty."""
    return dict(_texts(fields, told, prefix, languages))


def usual_texts(fields: Sequence[Field], prefix: str, languages: Sequence[str]) -> Texts:
    """The texts of fields with what they begin with; rows that are needed begin with one."""
    made: Texts = {}
    for field in fields:
        name = f"{prefix}{field.name}"
        if field.holds == "rows":
            made[name] = "1" if field.needed else "0"
            made |= usual_texts(field.rows, f"{name}.0.", languages) if field.needed else {}
            made |= {f"{name}.0.id": "part-1"} if f"{name}.0.id" in made else {}
        elif field.holds in IN_LANGUAGES:
            made |= {f"{name}.{language}": "" for language in languages}
        else:
            made[name] = field.usual
    return made


def languages_in(told: object) -> Iterator[str]:
    """The languages of all texts in a guide that is told as JSON."""
    if isinstance(told, list):
        for one in told:
            yield from languages_in(one)
    elif isinstance(told, dict):
        for name, one in told.items():
            is_words = name in _WORDS and isinstance(one, dict)
            yield from (key for key in one) if is_words else languages_in(one)


_WORDS = frozenset(
    ("title", "text", "purpose", "format", "mend", "says", "statement", "button", "label", "question", "thanks")
)


def _texts(
    fields: Sequence[Field], told: Mapping[str, Any], prefix: str, languages: Sequence[str]
) -> Iterator[tuple[str, str]]:
    for field in fields:
        name, value = f"{prefix}{field.name}", told.get(field.name)
        if field.holds == "rows":
            rows = value or ()
            yield name, str(len(rows))
            for at, row in enumerate(rows):
                yield from _texts(field.rows, row, f"{name}.{at}.", languages)
        elif field.holds in IN_LANGUAGES:
            for language in languages:
                yield f"{name}.{language}", _in_language(field, value, language)
        else:
            yield name, _alone(field, value)


def _in_language(field: Field, value: Any, language: str) -> str:  # noqa: ANN401 - JSON
    if not value:
        return ""
    if field.holds == "blocks":
        return write_blocks(msgspec.convert(value, Blocks), language)
    if field.holds == "listed":
        lines = [" ".join(one.get(language, "").split()) for one in value]
        return "\n".join(line or UNTRANSLATED for line in lines) if any(lines) else ""
    return str(value.get(language, ""))


def _alone(field: Field, value: Any) -> str:  # noqa: ANN401 - JSON
    match field.holds:
        case "yes_no":
            return "yes" if (field.usual == "yes" if value is None else value) else ""
        case _ if value is None:
            return field.usual if field.holds == "one_of" else ""
        case "locator":
            return BETWEEN_ROOTS.join(value)
        case "json":
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)
