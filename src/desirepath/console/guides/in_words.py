"""A guide in words, one field a line: what colleagues read and compare before they approve it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from desirepath.console.guides.catalogue import guide_forms
from desirepath.console.guides.field_texts import IN_LANGUAGES, Texts
from desirepath.console.guides.fields import Field
from desirepath.console.guides.whole_form import filled_with
from desirepath.console.guides.written import Written
from desirepath.report.spoken import first_up

SHOWN_WHERE = {
    "t.applications": _("Applications"),
    "t.pages": _("Pages"),
    "t.attributes": _("Attributes"),
    "t.stage": _("Before the steps"),
    "t.sequence": _("After what happened"),
    "t.element": _("Element on the page"),
    "t.json": _("Any other rule"),
    "s.often_times": _("Times"),
    "s.often_days": _("In days"),
    "s.priority": _("Priority"),
    "s.fades_after": _("Fades after cases that went right"),
    "s.held_out": _("Held out, per cent"),
}
"""What is said of where and when it is shown, by the name of the field."""


def guide_in_words(written: Written) -> str:
    """All of it, in the language of the reader where it is ours, and in all its languages where it is people's."""
    filled = filled_with(written, "")
    lines = [str(guide_forms()[written.kind].title)]
    lines += _lines(filled.form.fields, filled.texts, "c.", filled.languages)
    lines += [f"{said}: {_indented(filled.texts[name])}" for name, said in SHOWN_WHERE.items() if filled.texts[name]]
    return "\n".join(lines)


def _lines(fields: Sequence[Field], texts: Texts, prefix: str, languages: Sequence[str]) -> Iterator[str]:
    for field in fields:
        name = f"{prefix}{field.name}"
        if field.holds == "rows":
            for at in range(int(texts[name])):
                yield f"{field.row} {at + 1}"
                yield from (f"  {line}" for line in _lines(field.rows, texts, f"{name}.{at}.", languages))
        elif field.holds in IN_LANGUAGES:
            said = [(one, texts[f"{name}.{one}"]) for one in languages if texts[f"{name}.{one}"]]
            yield from (f"{field.label} ({language}): {_indented(text)}" for language, text in said)
        elif texts[name]:
            yield f"{field.label}: {_alone(field, texts[name])}"


def _alone(field: Field, text: str) -> str:
    if field.holds == "yes_no":
        return first_up(translated("yes"))
    return str(dict(field.options).get(text, text)) if field.holds == "one_of" else _indented(text)


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")
