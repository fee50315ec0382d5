"""Where a guide is shown, as a form: applications, pages, attributes, stage, what happened; any other rule as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

import msgspec
from django.utils.translation import gettext as _

from desirepath.console.guides.field_texts import BETWEEN_ROOTS, Texts
from desirepath.console.guides.field_values import Sent, json_of, number_of
from desirepath.vocabulary.guidance.rules import (
    AtStage,
    Attribute,
    ElementIs,
    Everything,
    Happened,
    InApplication,
    OnPage,
    Rule,
)

USUAL_MINUTES = 30
NAMES = ("applications", "pages", "attributes", "stage", "sequence", "within", "element", "state", "json")


def target_texts(target: Rule, workflow: str) -> Texts:
    """The texts of the form; what has no field of its own is written as JSON."""
    texts = {f"t.{name}": "" for name in NAMES} | {"t.state": "there"}
    parts = list(target.of) if isinstance(target, Everything) else [target]
    rest = [part for part in parts if not _put(part, workflow, texts)]
    if rest:
        left = rest[0] if len(rest) == 1 else Everything(of=tuple(rest))
        texts["t.json"] = json.dumps(msgspec.to_builtins(left), ensure_ascii=False)
    return texts


def read_target(sent: Sent, workflow: str) -> Rule:
    """The rule that is written; all parts of it have to hold."""
    return Everything(of=tuple(_parts(sent, workflow)))


def _put(part: Rule, workflow: str, texts: Texts) -> bool:
    """Put a part of the rule into its field; False where it has none, or the field is taken."""
    match part:
        case InApplication(names=names) if not texts["t.applications"] and _are_words(names):
            texts["t.applications"] = " ".join(names)
        case OnPage(paths=paths) if not texts["t.pages"] and paths:
            texts["t.pages"] = "\n".join(paths)
        case Attribute(name=name, values=values) if _is_written(name, values):
            texts["t.attributes"] = f"{texts['t.attributes']}\n{name} = {', '.join(values)}".strip()
        case AtStage(workflow=of, steps=steps) if of == workflow and not texts["t.stage"] and _are_words(steps):
            texts["t.stage"] = " ".join(steps)
        case Happened(activities=activities, within_minutes=minutes) if not texts["t.sequence"] and activities:
            texts["t.sequence"], texts["t.within"] = "\n".join(activities), str(minutes)
        case ElementIs(at=at, state=state) if not texts["t.element"]:
            texts["t.element"], texts["t.state"] = BETWEEN_ROOTS.join(at), state
        case _:
            return False
    return True


def _are_words(names: tuple[str, ...]) -> bool:
    return bool(names) and all(name.split() == [name] for name in names)


def _is_written(name: str, values: tuple[str, ...]) -> bool:
    is_plain = all(value and value == value.strip() and "," not in value and "\n" not in value for value in values)
    return bool(name) and bool(values) and is_plain and "=" not in name and name == name.strip()


def _parts(sent: Sent, workflow: str) -> Iterator[Rule]:
    if names := sent.text("t.applications").split():
        yield InApplication(names=tuple(names))
    if paths := _lines(sent, "t.pages"):
        if any(not path.startswith("/") for path in paths):
            sent.problems["t.pages"] = _("Every path begins with /")
        else:
            yield OnPage(paths=paths)
    yield from _attributes(sent)
    if steps := sent.text("t.stage").split():
        yield AtStage(workflow=workflow, steps=tuple(steps))
    if activities := _lines(sent, "t.sequence"):
        yield Happened(activities=activities, within_minutes=number_of(sent, "t.within") or USUAL_MINUTES)
    yield from _element(sent)
    yield from _any_other(sent)


def _attributes(sent: Sent) -> Iterator[Rule]:
    for line in _lines(sent, "t.attributes"):
        name, sign, values = line.partition("=")
        told = tuple(value.strip() for value in values.split(",") if value.strip())
        if not (sign and name.strip() and told):
            sent.problems["t.attributes"] = _("Write it as role = buyer, requester")
        else:
            yield Attribute(name=name.strip(), values=told)


def _element(sent: Sent) -> Iterator[Rule]:
    written = sent.text("t.element")
    at = tuple(part.strip() for part in written.split(BETWEEN_ROOTS.strip()) if part.strip())
    if at:
        state = sent.text("t.state") or "there"
        try:
            yield msgspec.convert({"is": "element", "at": at, "state": state}, ElementIs)
        except msgspec.ValidationError:
            sent.problems["t.element"] = _("This is no element that can be found")


def _any_other(sent: Sent) -> Iterator[Rule]:
    told = json_of(sent, "t.json")
    if told is not None:
        try:
            yield msgspec.convert(told, Rule)
        except msgspec.ValidationError as error:
            sent.problems["t.json"] = _("This is no rule: %(why)s") % {"why": error}


def _lines(sent: Sent, name: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in sent.text(name).splitlines() if line.strip())
