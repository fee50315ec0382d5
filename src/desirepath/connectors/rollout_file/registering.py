"""What a rollout file says of what people keep beside the data: the section `register`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from desirepath.connectors.rollout_file import values
from desirepath.connectors.rollout_file.given import Given, Mistakes, quoted
from desirepath.vocabulary.cohort import EVERYONE, Cohort, cohort_of
from desirepath.vocabulary.errors import did_you_mean
from desirepath.vocabulary.plan45 import (
    OwnedFix,
    Recorded,
    Register,
    Stabilisation,
    Stabilised,
    Waiver,
    Workaround,
)
from desirepath.vocabulary.register_keys import COHORT_PATTERN
from desirepath.vocabulary.rollout import Workflow

_Kept = TypeVar("_Kept")


def read_register(rollout: Given, workflows: Sequence[Workflow], mistakes: Mistakes) -> Register:
    """The section; empty where there is none. Workflows that could not be read are not asked for."""
    section = rollout.inside("register")
    if section is None:
        return Register()
    read = _Reading(workflows, mistakes)
    return Register(
        workarounds=_all(section, "workarounds", read.workaround),
        waivers=_all(section, "waivers", read.waiver),
        fixes=_all(section, "fixes", read.fix),
        recorded=_all(section, "recorded", read.recorded),
        stabilised=_all(section, "stabilised", read.stabilised),
    )


def _all(section: Given, name: str, read: Callable[[Given], _Kept | None]) -> tuple[_Kept, ...]:
    found = (read(entry) for entry in section.each(name))
    return tuple(one for one in found if one is not None)


class _Reading:
    """Reads entries of the register beside the workflows that they name."""

    def __init__(self, workflows: Sequence[Workflow], mistakes: Mistakes) -> None:
        self._steps = {one.id: [step.id for step in one.steps] for one in workflows}
        self._mistakes = mistakes
        self._ids: dict[str, int] = {}

    def workaround(self, entry: Given) -> Workaround | None:
        workflow, step = self._place(entry)
        name, what, owner = self._id(entry), _text(entry, "what"), _text(entry, "owner")
        by, retired = entry.read("retire_by", values.day), entry.read("retired_on", values.day)
        if not name or not what or not owner or workflow is None or by is None:
            return None
        return Workaround(
            id=name, what=what, workflow=workflow, owner=owner, retire_by=by, step=step, retired_on=retired
        )

    def waiver(self, entry: Given) -> Waiver | None:
        gate, (role, because, on) = entry.read("gate", values.choice), _decided(entry)
        if gate is None or not role or not because or on is None:
            return None
        return Waiver(gate=gate, role=role, because=because, on=on)

    def fix(self, entry: Given) -> OwnedFix | None:
        workflow, step = self._place(entry)
        owner, due, cohort = _text(entry, "owner"), entry.read("due", values.day), self._cohort(entry)
        if workflow is None or step is None or not owner:
            return None
        return OwnedFix(workflow=workflow, step=step, owner=owner, cohort=cohort, due=due)

    def recorded(self, entry: Given) -> Recorded | None:
        name, decided = _text(entry, "intervention"), entry.read("decided", values.choice)
        (role, because, on), to = _decided(entry), _text(entry, "to")
        if not name or decided is None or not role or not because or on is None:
            return None
        return Recorded(intervention=name, decided=decided, role=role, because=because, on=on, to=to)

    def stabilised(self, entry: Given) -> Stabilised | None:
        workflow, _ = self._place(entry)
        decided, (role, because, on) = entry.read("decided", values.choice), _decided(entry)
        if workflow is None or decided is None or not role or not because or on is None:
            return None
        return Stabilised(workflow=workflow, decided=Stabilisation(decided), role=role, because=because, on=on)

    def _place(self, entry: Given) -> tuple[str | None, str | None]:
        """The workflow and the step that an entry names, each known; what is not is noted."""
        workflow = entry.read("workflow", values.identifier)
        step = entry.read("step", values.identifier) if entry.has("step") else None
        if workflow is None or not self._steps:
            return workflow, step
        if workflow not in self._steps:
            what = f"the workflow {quoted(workflow)} is not defined"
            self._mistakes.add(
                "unknown_workflow", entry.line_of("workflow"), what, did_you_mean(workflow, list(self._steps))
            )
            return workflow, step
        known = self._steps[workflow]
        if step is not None and step not in known:
            what = f"the step {quoted(step)} is none of the workflow `{workflow}`"
            self._mistakes.add("unknown_step", entry.line_of("step"), what, did_you_mean(step, known))
        return workflow, step

    def _id(self, entry: Given) -> str | None:
        name = entry.read("id", values.identifier)
        if name is None:
            return None
        line = entry.line_of("id")
        if name in self._ids:
            what = f"the workaround {quoted(name)} stands twice"
            self._mistakes.add("repeated_workaround", line, what, f"It stands in line {self._ids[name]} already.")
        self._ids.setdefault(name, line)
        return name

    def _cohort(self, entry: Given) -> Cohort:
        said = _text(entry, "cohort")
        if not said:
            return EVERYONE
        if not re.fullmatch(COHORT_PATTERN, said):
            what = f"`cohort` is {quoted(said)}, but must be one or two pairs of attribute and value"
            self._mistakes.add(
                "wrong_value", entry.line_of("cohort"), what, "Write for example `cohort: region=EMEA;role=buyer`."
            )
            return EVERYONE
        return cohort_of(said)


def _text(entry: Given, name: str) -> str:
    return (entry.read(name, values.text) or "").strip()


def _decided(entry: Given) -> tuple[str, str, date | None]:
    """Who decided as what, why, and when."""
    return _text(entry, "role"), _text(entry, "because"), entry.read("on", values.day)
