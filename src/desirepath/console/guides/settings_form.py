"""The form of the settings of guidance: lists stand one a line."""

from __future__ import annotations

from collections.abc import Mapping

from desirepath.console.guides.field_texts import Texts
from desirepath.console.guides.settings_of import GuidanceSeen
from desirepath.console.guides.whole_form import USUAL_LANGUAGES, ordered

_NONE = -1
_LIMITS = ("guides_a_day", "surveys_days_apart", "snooze_hours")
_MOST_DIGITS = 6


def settings_texts(told: GuidanceSeen) -> Texts:
    """The texts of the form."""
    texts = {
        "quiet": "\n".join(f"{begins}-{ends}" for begins, ends in told.quiet),
        "link_hosts": "\n".join(told.link_hosts),
        "applications": "\n".join(told.applications),
        "words": "\n".join(f"{old} = {new}" for old, new in told.words),
    }
    texts |= {name: str(getattr(told, name)) for name in _LIMITS}
    for name, words in (("records", told.records), ("contact", told.contact)):
        texts |= {f"{name}.{language}": words.get(language, "") for language in languages_of(told)}
    return texts


def languages_of(told: GuidanceSeen) -> tuple[str, ...]:
    """The languages that its texts are asked for in."""
    return ordered((*USUAL_LANGUAGES, *told.records, *told.contact))


def read_settings(given: Mapping[str, str], before: GuidanceSeen) -> GuidanceSeen:
    """The settings as they were sent; what is no number or no pair is one that the action refuses."""
    languages = languages_of(before)
    return GuidanceSeen(
        silent=before.silent,
        quiet=tuple(_pair(line, "-") for line in _lines(given, "quiet")),
        link_hosts=tuple(line.lower() for line in _lines(given, "link_hosts")),
        applications=tuple(_lines(given, "applications")),
        words=tuple(_pair(line, "=") for line in _lines(given, "words")),
        records=_by_language(given, "records", languages),
        contact=_by_language(given, "contact", languages),
        **{name: _number(given.get(name, "")) for name in _LIMITS},
    )


def _lines(given: Mapping[str, str], name: str) -> list[str]:
    return [line.strip() for line in given.get(name, "").splitlines() if line.strip()]


def _pair(line: str, sign: str) -> tuple[str, str]:
    one, _sign, other = line.partition(sign)
    return one.strip(), other.strip()


def _by_language(given: Mapping[str, str], name: str, languages: tuple[str, ...]) -> dict[str, str]:
    texts = {language: given.get(f"{name}.{language}", "").strip() for language in languages}
    return {language: text for language, text in texts.items() if text}


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) <= _MOST_DIGITS else _NONE
