"""What a rollout file keeps beside the data: read whole, and refused with line and mend."""

from __future__ import annotations

from datetime import date

import pytest

from desirepath.connectors.rollout_file import rollout_from_text
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.plan45 import (
    OwnedFix,
    Recorded,
    Register,
    Stabilisation,
    Stabilised,
    Waiver,
    Workaround,
)
from tests.rollout_file.test_rollout_schema import errors_of

HEAD = """\
rollout: travel
go_live: "2025-01-31"
sources:
  - {table: events, file: log.csv}
workflows:
  - workflow: claim
    path: submit approve pay
"""
KEPT = """\
register:
  workarounds:
    - {id: paper, what: On paper, workflow: claim, step: approve, owner: p@example.com, retire_by: "2025-03-10"}
    - {id: mail, what: By mail, workflow: claim, owner: p@example.com, retire_by: "2025-03-01", retired_on: "2025-02-27"}
  waivers: [{gate: fewer_repeats, role: process owner, because: No tickets yet, on: "2025-02-20"}]
  fixes:
    - {workflow: claim, step: approve, cohort: role=buyer;region=EMEA, owner: a@example.com, due: "2025-02-21"}
    - {workflow: claim, step: pay, owner: b@example.com}
  recorded: [{intervention: help-1, decided: expand, role: adoption owner, because: It helped, on: "2025-02-20", to: DACH}]
  stabilised: [{workflow: claim, decided: clarify_policy, role: process owner, because: It is unclear, on: "2025-03-16"}]
"""
EMEA_BUYERS = Cohort((("region", "EMEA"), ("role", "buyer")))


KEPT_AS = Register(
    workarounds=(
        Workaround(
            id="paper",
            what="On paper",
            workflow="claim",
            step="approve",
            owner="p@example.com",
            retire_by=date(2025, 3, 10),
        ),
        Workaround(
            id="mail",
            what="By mail",
            workflow="claim",
            owner="p@example.com",
            retire_by=date(2025, 3, 1),
            retired_on=date(2025, 2, 27),
        ),
    ),
    waivers=(Waiver(gate="fewer_repeats", role="process owner", because="No tickets yet", on=date(2025, 2, 20)),),
    fixes=(
        OwnedFix(workflow="claim", step="approve", owner="a@example.com", cohort=EMEA_BUYERS, due=date(2025, 2, 21)),
        OwnedFix(workflow="claim", step="pay", owner="b@example.com", cohort=EVERYONE),
    ),
    recorded=(
        Recorded(
            intervention="help-1",
            decided="expand",
            role="adoption owner",
            because="It helped",
            on=date(2025, 2, 20),
            to="DACH",
        ),
    ),
    stabilised=(
        Stabilised(
            workflow="claim",
            decided=Stabilisation.CLARIFY_POLICY,
            role="process owner",
            because="It is unclear",
            on=date(2025, 3, 16),
        ),
    ),
)


def test_everything_that_is_kept_is_read() -> None:
    assert rollout_from_text(HEAD + KEPT, "rollout.yaml").register == KEPT_AS


def test_a_file_without_a_register_keeps_nothing() -> None:
    assert rollout_from_text(HEAD, "rollout.yaml").register == Register()


def test_what_the_reader_takes_the_schema_takes() -> None:
    assert errors_of(HEAD + KEPT) == []


MISTAKES = {
    "a gate that there is not": (
        "gate: fewer_repeats",
        "gate: fewer_repeat",
        "rollout.yaml:12: `gate` cannot be `fewer_repeat`. Did you mean `fewer_repeats`?",
    ),
    "a waiver without a reason": (
        "because: No tickets yet, ",
        "",
        "rollout.yaml:12: an entry of `waivers` lacks `because`, why; reports show it with the gate. Write for example `because: Tickets move to the new tool only in March`.",
    ),
    "a waiver without a role": (
        "role: process owner, because: No",
        "because: No",
        "rollout.yaml:12: an entry of `waivers` lacks `role`, what the person decides as. Write for example `role: process owner`.",
    ),
    "a step that the workflow has not": (
        "step: pay",
        "step: pai",
        "rollout.yaml:15: the step `pai` is none of the workflow `claim`. Did you mean `pay`?",
    ),
    "a workflow that there is not": (
        "{workflow: claim, decided",
        "{workflow: clam, decided",
        "rollout.yaml:17: the workflow `clam` is not defined. Did you mean `claim`?",
    ),
    "a workaround twice": (
        "id: mail",
        "id: paper",
        "rollout.yaml:11: the workaround `paper` stands twice. It stands in line 10 already.",
    ),
    "a cohort that is none": (
        "cohort: role=buyer;region=EMEA",
        "cohort: buyers",
        "rollout.yaml:14: `cohort` is `buyers`, but must be one or two pairs of attribute and value. Write for example `cohort: region=EMEA;role=buyer`.",
    ),
    "a decision that there is not": (
        "decided: clarify_policy",
        "decided: clarify",
        "rollout.yaml:17: `decided` cannot be `clarify`. Did you mean `clarify_policy`?",
    ),
    "a day that there is not": (
        'retire_by: "2025-03-10"',
        'retire_by: "2025-02-30"',
        "rollout.yaml:10: `retire_by`: `2025-02-30` is not a day of the calendar. Write for example `retire_by: 2025-03-10`.",
    ),
    "a key that there is not": (
        "  fixes:",
        "  owners:",
        "rollout.yaml:13: `owners` is not a key of `register`. Did you mean `waivers`?",
    ),
}


@pytest.mark.parametrize(("this", "that", "told"), MISTAKES.values(), ids=MISTAKES)
def test_what_is_wrong_is_told_with_its_line_and_how_to_mend_it(this: str, that: str, told: str) -> None:
    assert this in KEPT
    with pytest.raises(BadInput) as refused:
        rollout_from_text(HEAD + KEPT.replace(this, that), "rollout.yaml")
    assert told in [str(one) for one in refused.value.mistakes]
