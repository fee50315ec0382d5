"""The whole form of a guide: what it is filled in with, and what was sent with everything that is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import msgspec
from django.utils.translation import gettext as _

from desirepath.console.guides.catalogue import guide_forms
from desirepath.console.guides.field_texts import Texts, languages_in, texts_of, usual_texts
from desirepath.console.guides.field_values import Sent, number_of, read_fields
from desirepath.console.guides.fields import Field, GuideForm
from desirepath.console.guides.mended import said_of
from desirepath.console.guides.rows import rows_changed
from desirepath.console.guides.target_form import read_target, target_texts
from desirepath.console.guides.warned import alone
from desirepath.console.guides.written import Written, written_kept
from desirepath.intervene.publishable import mistakes_in
from desirepath.vocabulary.guidance.contents import Content
from desirepath.vocabulary.guidance.published import Often
from desirepath.vocabulary.guidance.rules import Everything

USUAL_LANGUAGES = ("en", "de")
MOST_LANGUAGES = 12
MOST_HELD_OUT = 90
USUAL_SHOWING = {
    "s.often_times": "",
    "s.often_days": "",
    "s.priority": "0",
    "s.fades_after": "",
    "s.held_out": "10",
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_AT = re.compile(r"`(guides\.0[^`]*)`$")
_WRONG_PART = re.compile(r"(.*?)(?: - at `\$([^`]*)`)?$", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around the guide that is written: its workflow, and the hosts that links may lead to."""

    workflow: str
    link_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form with its texts by name, and what is wrong by the name of the field; "" is the whole form."""

    form: GuideForm
    languages: tuple[str, ...]
    texts: Texts
    problems: Mapping[str, str] = field(default_factory=dict)


def filled_with(written: Written, workflow: str) -> Filled:
    """The form of a guide that there is."""
    form, told = guide_forms()[written.kind], written_kept(written)
    languages = ordered((*USUAL_LANGUAGES, *languages_in(told["content"])))
    texts = texts_of(form.fields, told["content"], "c.", languages) | target_texts(written.target, workflow)
    return Filled(form=form, languages=languages, texts=texts | _showing_texts(written))


def filled_from_text(kind: str, title: str, text: str, language: str) -> Filled:
    """The form of a new guide of a kind, from a plain title and text."""
    form = guide_forms()[kind]
    languages = ordered((language, *USUAL_LANGUAGES))
    texts = usual_texts(form.fields, "c.", languages) | target_texts(Everything(of=()), "") | USUAL_SHOWING
    for name, said in _first_words(form, title, text):
        texts[f"{name}.{language}"] = said
    return Filled(form=form, languages=languages, texts=texts)


def as_sent(kind: str, given: Mapping[str, str]) -> Filled:
    """The form as it was sent, rows changed as its button asks."""
    form = guide_forms()[kind]
    languages = languages_sent(given)
    changed = rows_changed(form.fields, given, languages)
    return Filled(form=form, languages=languages, texts=dict(given if changed is None else changed))


def read_written(filled: Filled, around: Around) -> tuple[Written | None, Filled]:
    """The guide, and the form with everything that is wrong; None where anything is."""
    sent = Sent(filled.texts, filled.languages)
    told = {"kind": filled.form.name, **read_fields(filled.form.fields, sent, "c.")}
    target = read_target(sent, around.workflow)
    showing = _showing(sent)
    content = None if sent.problems else _content(told, filled.form, sent)
    if content is None or sent.problems:
        return None, replace(filled, problems=sent.problems)
    written = Written(content=content, target=target, **showing)  # type: ignore[arg-type]
    for name, says in _to_be_mended(written, around, filled.form):
        sent.problems.setdefault(name, says)
    return (None if sent.problems else written), replace(filled, problems=sent.problems)


def _showing_texts(written: Written) -> Texts:
    often, fades = written.often, written.fades_after
    return {
        "s.often_times": "" if often is None else str(often.times),
        "s.often_days": "" if often is None else str(often.days),
        "s.priority": str(written.priority),
        "s.fades_after": "" if fades is None else str(fades),
        "s.held_out": f"{100 * written.held_out:g}",
    }


def _showing(sent: Sent) -> dict[str, object]:
    times, days = number_of(sent, "s.often_times"), number_of(sent, "s.often_days")
    if (times is None) is not (days is None):
        sent.problems.setdefault("s.often_times", _("Say how many times, and in how many days"))
    held_out = number_of(sent, "s.held_out") or 0
    if held_out > MOST_HELD_OUT:
        sent.problems["s.held_out"] = _("At most %(most)s per cent") % {"most": MOST_HELD_OUT}
    return {
        "often": Often(times=times, days=days) if times is not None and days is not None else None,
        "priority": number_of(sent, "s.priority") or 0,
        "fades_after": number_of(sent, "s.fades_after"),
        "held_out": min(held_out, MOST_HELD_OUT) / 100,
    }


def _content(told: dict[str, object], form: GuideForm, sent: Sent) -> Content | None:
    try:
        read: Content = msgspec.convert(told, Content)
    except msgspec.ValidationError as error:
        what, at = _WRONG_PART.fullmatch(str(error)).groups()  # type: ignore[union-attr]
        name = re.sub(r"\[(\d+)\]", r".\1", at or "").lstrip(".")
        sent.problems[_field_of(f"c.{name}", form)] = _("This cannot be read: %(why)s") % {"why": what}
        return None
    return read


def _to_be_mended(written: Written, around: Around, form: GuideForm) -> Iterator[tuple[str, str]]:
    for one in mistakes_in(alone(written, around.link_hosts)):
        found = _AT.search(one.what)
        at = found[1].removeprefix("guides.0").lstrip(".") if found else ""
        if not (one.code == "nowhere" and at.endswith(".opens")):  # chosen from a list of those that there are
            yield _named(at, form), said_of(one)


def _named(at: str, form: GuideForm) -> str:
    if at.startswith("content"):
        return _field_of("c." + at.removeprefix("content").lstrip("."), form)
    if at.startswith("target"):
        return "t.pages" if ".paths" in at else "t.json"
    return "s.held_out" if at == "held_out" else "s.often_times"


def _field_of(name: str, form: GuideForm) -> str:
    """The field that a place in the content belongs to; "" for the whole form."""
    parts = name.removeprefix("c.").split(".")
    fields: Iterable[Field] = form.fields
    found: list[str] = []
    while parts:
        one = next((field for field in fields if field.name == parts[0]), None)
        if one is None:
            break
        found.append(one.name)
        if one.holds != "rows" or len(parts) < 3:
            break
        found.append(parts[1])
        fields, parts = one.rows, parts[2:]
    return f"c.{'.'.join(found)}" if found else ""


def _first_words(form: GuideForm, title: str, text: str) -> Iterator[tuple[str, str]]:
    names = {one.name: one.holds for one in form.fields}
    main = next((name for name in ("title", "question", "label") if name in names), None)
    if main:
        yield f"c.{main}", title
    if "blocks" in names:
        yield "c.blocks", text
    elif "purpose" in names:
        yield "c.purpose", text
    elif "steps" in names:
        yield "c.steps.0.title", title
        yield "c.steps.0.blocks", text


def languages_sent(given: Mapping[str, str]) -> tuple[str, ...]:
    """The languages that a form asks for, the usual ones where it asks for none."""
    written = given.get("languages", "").replace(",", " ").split()
    return ordered(one for one in written if _LANGUAGE.fullmatch(one))[:MOST_LANGUAGES] or USUAL_LANGUAGES


def ordered(languages: Iterable[str]) -> tuple[str, ...]:
    """Each language once, in the order in which they come."""
    return tuple(dict.fromkeys(languages))
