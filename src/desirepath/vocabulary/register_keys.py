"""The keys of a rollout file's section `register`: what people keep beside the data of the 45 days."""

from __future__ import annotations

from desirepath.vocabulary.effect import Decided
from desirepath.vocabulary.file_keys import Key, Section, may, must
from desirepath.vocabulary.plan45 import GATES, Stabilisation

COHORT_PATTERN = r"[^=;]+=[^=;]+(;[^=;]+=[^=;]+)?"
"""One or two pairs of attribute and value, as tables write a cohort."""

WORKAROUND = Section(
    title="an entry of `workarounds`",
    keys=(
        must("id", "id", "paper-form", "the workaround's id"),
        must("what", "text", "Urgent requests may still come on paper", "what is allowed for now"),
        must("workflow", "id", "claim", "the workflow that it goes round"),
        may("step", "id", "approve", "the step that it goes round"),
        must("owner", "text", "process@example.com", "who takes it away again"),
        must("retire_by", "day", "2025-03-10", "the day on which it has to be gone"),
        may("retired_on", "day", "2025-03-08", "the day on which it was taken away; absent while it is there"),
    ),
)
WAIVER = Section(
    title="an entry of `waivers`",
    keys=(
        must("gate", "choice", "fewer_repeats", "the gate that is passed without its proof", GATES),
        must("role", "text", "process owner", "what the person decides as"),
        must("because", "text", "Tickets move to the new tool only in March", "why; reports show it with the gate"),
        must("on", "day", "2025-02-20", "the day of the decision"),
    ),
)
FIX = Section(
    title="an entry of `fixes`",
    keys=(
        must("workflow", "id", "claim", "the workflow of the friction point"),
        must("step", "id", "approve", "its step"),
        may("cohort", "text", "region=EMEA;role=buyer", "its cohort; absent: the fix is for everyone at the step"),
        must("owner", "text", "application@example.com", "who mends it"),
        may("due", "day", "2025-02-21", "the day by which it is mended"),
    ),
)
RECORDED = Section(
    title="an entry of `recorded`",
    keys=(
        must("intervention", "text", "help-1", "the intervention's id in the table `interventions`"),
        must("decided", "choice", "expand", "what was decided on it", tuple(Decided)),
        must("role", "text", "adoption owner", "what the person decided as"),
        must("because", "text", "It helped the buyers", "why"),
        must("on", "day", "2025-02-20", "the day of the decision"),
        may("to", "text", "region DACH", "whom it is expanded to, what it is replaced by, or who is asked"),
    ),
)
STABILISED = Section(
    title="an entry of `stabilised`",
    keys=(
        must("workflow", "id", "claim", "the workflow that is decided on"),
        must("decided", "choice", "keep_monitoring", "what becomes of it", tuple(Stabilisation)),
        must("role", "text", "process owner", "what the person decided as"),
        must("because", "text", "Nothing stands out since week 4", "why"),
        must("on", "day", "2025-03-16", "the day of the decision"),
    ),
)


def _listing(name: str, example: str, meaning: str, inside: Section) -> Key:
    return Key(name=name, holds="sections", meaning=meaning, example=example, inside=inside)


REGISTER = Section(
    title="`register`",
    keys=(
        _listing(
            "workarounds",
            "[{id: paper-form, what: On paper, workflow: claim, owner: process@example.com, retire_by: 2025-03-10}]",
            "temporary ways round that are allowed until a day",
            WORKAROUND,
        ),
        _listing(
            "waivers",
            "[{gate: fewer_repeats, role: process owner, because: No tickets yet, on: 2025-02-20}]",
            "gates of the 45 days that are passed without their proof",
            WAIVER,
        ),
        _listing(
            "fixes",
            "[{workflow: claim, step: approve, owner: application@example.com}]",
            "who mends which friction point",
            FIX,
        ),
        _listing(
            "recorded",
            "[{intervention: help-1, decided: expand, role: adoption owner, because: It helped, on: 2025-02-20}]",
            "decisions on interventions",
            RECORDED,
        ),
        _listing(
            "stabilised",
            "[{workflow: claim, decided: keep_monitoring, role: process owner, because: It is quiet, on: 2025-03-16}]",
            "decisions of day 45 on workflows",
            STABILISED,
        ),
    ),
)
