"""What of an application's pages is a step of the work: the key `capture` of a workflow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from desirepath.connectors.rollout_file import values
from desirepath.connectors.rollout_file.given import Given, Mistakes, example, quoted
from desirepath.connectors.rollout_file.steps import PlacedStep
from desirepath.vocabulary.errors import did_you_mean
from desirepath.vocabulary.guidance.published import Label

BETWEEN_ROOTS = ">>"
CASE = "{case}"


def named_activities(
    steps: Iterable[PlacedStep], failures: Iterable[str], lists: Mapping[str, tuple[tuple[str, int], ...]]
) -> dict[str, str | None]:
    """Every activity that means something in a workflow, with its step where it belongs to one."""
    listed: dict[str, str | None] = {activity: None for placed in lists.values() for activity, _line in placed}
    listed |= dict.fromkeys(failures)
    return listed | {activity: placed.step.id for placed in steps for activity in placed.step.activities}


def read_capture(section: Given, known: Mapping[str, str | None], mistakes: Mistakes) -> tuple[Label, ...]:
    """The entries that could be read, in their order. Their rollout and workflow are said by whoever publishes them."""
    read = (_label(one, known, mistakes) for one in section.each("capture"))
    return tuple(label for label in read if label is not None)


def _label(one: Given, known: Mapping[str, str | None], mistakes: Mistakes) -> Label | None:
    page, activity = _path(one, "page", mistakes), one.read("activity", values.text)
    if activity is not None and activity not in known:
        what = f"the activity {quoted(activity)} means nothing in this workflow"
        mend = (
            f"{did_you_mean(activity, known)} Or put it under a step, `failures`, `outside`, `withdrawn` or `ignore`."
        )
        mistakes.add("unknown_activity", one.line_of("activity"), what, mend.strip())
    step = one.read("step", values.identifier)
    steps = {found for found in known.values() if found}
    if step is not None and step not in steps:
        what = f"step {quoted(step)} is not defined"
        mistakes.add("unknown_step", one.line_of("step"), what, did_you_mean(step, steps))
    at, on = _locator(one, "element"), _on(one, mistakes)
    told = {
        "page": page,
        "activity": activity,
        "on": on,
        "at": at,
        "case_in_address": _case_in_address(one, mistakes),
        "case_in": _locator(one, "case_in"),
        "step": step,
        "outcome": one.read("outcome", values.choice),
    }
    return None if page is None or activity is None or on is None else _made(one, told, mistakes)


def _made(one: Given, told: dict[str, Any], mistakes: Mistakes) -> Label | None:
    given = {name: value for name, value in told.items() if value is not None}
    try:
        return msgspec.convert({"rollout": "", "workflow": "", **given}, Label)
    except msgspec.ValidationError:
        what = "an entry of `capture` is too long to be told to pages"
        mend = "A path and a selector have at most 400 characters, a locator at most 6 selectors, a name at most 200."
        mistakes.add("too_long", one.line, what, mend)
        return None


def _on(one: Given, mistakes: Mistakes) -> str | None:
    """What happens; None where that cannot be, which is then noted."""
    if not one.has("on"):
        return "click" if one.has("element") else "page"
    on = one.read("on", values.choice)
    if on is not None and (on == "page") is one.has("element"):
        what = "`on: page` is without an element" if on == "page" else f"`on: {on}` lacks its `element`"
        mend = "Take `element` out." if on == "page" else example(one.key("element"))
        mistakes.add("element_of_capture", one.line_of("on"), what, mend)
        return None
    return on


def _path(one: Given, name: str, mistakes: Mistakes) -> str | None:
    path = one.read(name, values.text)
    if path is None:
        return None
    if not path.startswith("/") or "**" in path.rstrip("/").split("/")[:-1]:
        what = f"{quoted(path)} is no path of a page"
        mistakes.add("no_page", one.line_of(name), what, f"It begins with `/`. {example(one.key(name))}")
        return None
    return path


def _case_in_address(one: Given, mistakes: Mistakes) -> str | None:
    path = _path(one, "case_in_address", mistakes)
    if path is not None and CASE not in path.split("/"):
        what = f"{quoted(path)} does not say where the case stands"
        mistakes.add(
            "no_case_in_address", one.line_of("case_in_address"), what, f"Write `{CASE}` in place of that part."
        )
        return None
    return path


def _locator(one: Given, name: str) -> tuple[str, ...] | None:
    written = one.read(name, values.text)
    return None if written is None else tuple(part.strip() for part in written.split(BETWEEN_ROOTS) if part.strip())
