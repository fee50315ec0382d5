"""The page of the 45 days: gates by data, waivers with role and reason, workarounds, decisions beside proposals."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from desirepath.console.audit.models import Entry
from desirepath.console.diagnoses.reads import latest_done
from desirepath.console.friction.actions.set_owner import set_owner
from desirepath.console.friction.reads import points_of
from desirepath.console.plan45.reads import register_of, stabilisations_of, workarounds_of
from desirepath.console.plan45.shown import CHANGES
from desirepath.console.workspaces.permissions import Role
from desirepath.runs.kept_values import keep_value
from desirepath.vocabulary.change_calendar import OtherChange
from desirepath.vocabulary.cohort import Cohort
from tests.console.conftest import client_of
from tests.console.stage import Stage

PAGE = "/w/ours/r/purchase-requests/plan/"
WAIVE, DECIDE, ADD = f"{PAGE}gates/fewer_repeats/waive/", f"{PAGE}decide/", f"{PAGE}workarounds/add/"
TAKE_BACK = f"{PAGE}gates/fewer_repeats/take-back/"
TAKEN = {"workflow": "purchase_request", "decided": "clarify_policy", "because": "Nobody knows who approves."}
WRITTEN = {
    "what": "Urgent requests come by e-mail",
    "place": "purchase_request/quote",
    "owner": "process@ours.example",
    "retire_by": "2025-09-25",
}


@pytest.fixture
def owner(stage: Stage) -> Client:
    """A process owner."""
    return client_of(stage.seats[Role.PROCESS_OWNER])


def _lines(verb: str) -> list[dict[str, object]]:
    return [json.loads(one.details) for one in Entry.objects.filter(verb=verb)]


def _states(page: str) -> list[tuple[str, ...]]:
    """Each gate with its state."""
    return re.findall(r'<span class="badge \w+">([^<]+)</span><h3>([^<]+)</h3>', page)


def test_the_page_shows_three_phases_with_nine_gates_and_why_each_stands(owner: Client) -> None:
    page = owner.get(PAGE).content.decode()
    assert page.count('class="gate-head"') == 9
    assert "Day 27 of 45" in page
    assert "Confirmed: 1; first: “Enter the quote”, region EMEA and role buyer." in page
    assert "No intervention has been shown to anybody." in page


def test_there_is_no_way_to_set_a_gate(owner: Client) -> None:
    """Only waivers can be sent about a gate."""
    page = owner.get(PAGE).content.decode()
    assert page.count("/plan/gates/") == page.count("/waive/") > 0


def test_a_waiver_stands_on_its_gate_with_role_and_reason_and_leaves_an_audit_line(owner: Client) -> None:
    page = owner.post(WAIVE, {"because": "Tickets of week 1 are in the old tool."}, follow=True).content.decode()
    assert ">waived</span>" in page
    assert "by the process owner, 27 September 2025" in page
    assert "Tickets of week 1 are in the old tool." in page
    assert _lines("gate.waived") == [{"because": "Tickets of week 1 are in the old tool.", "on": "2025-09-27"}]


def test_a_phase_that_only_waivers_let_pass_is_not_called_proved(owner: Client) -> None:
    page = owner.get(PAGE).content.decode()
    assert page.count("<small>not proved</small>") == 3
    lacking = re.findall(r"plan/gates/(\w+)/waive/", page)
    for gate in lacking:
        page = owner.post(f"{PAGE}gates/{gate}/waive/", {"because": "Seen."}, follow=True).content.decode()
    assert page.count("<small>passed, not proved</small>") == 3


def test_a_waiver_that_is_taken_back_leaves_its_gate_as_it_was_and_two_audit_lines(owner: Client, stage: Stage) -> None:
    before = _states(owner.get(PAGE).content.decode())
    for because in ("Tickets of week 1 are in the old tool.", "They still are."):
        owner.post(WAIVE, {"because": because})
    page = owner.post(TAKE_BACK, follow=True).content.decode()
    assert ">waived</span>" not in page
    assert "/take-back/" not in page
    assert "Tickets of week 1 are in the old tool." not in page
    assert register_of(stage.rollout).waivers == ()
    assert _states(page) == before
    assert len(_lines("gate.waived")) == 2
    assert _lines("gate.waiver_taken_back") == [{}]


def test_a_gate_that_was_taken_back_can_be_waived_again(owner: Client, stage: Stage) -> None:
    for way, because in ((WAIVE, "First"), (TAKE_BACK, ""), (WAIVE, "Second")):
        owner.post(way, {"because": because})
    assert [one.because for one in register_of(stage.rollout).waivers] == ["Second"]


def test_a_waiver_that_is_not_there_cannot_be_taken_back(owner: Client) -> None:
    assert "Nothing was waived here" in owner.post(TAKE_BACK, follow=True).content.decode()
    assert _lines("gate.waiver_taken_back") == []
    assert owner.post(f"{PAGE}gates/all_is_well/take-back/").status_code == 404


@pytest.mark.parametrize("because", ["", "  ", "x" * 2001])
def test_a_waiver_without_a_reason_is_refused(owner: Client, stage: Stage, because: str) -> None:
    owner.post(WAIVE, {"because": because})
    assert register_of(stage.rollout).waivers == ()


def test_a_gate_that_there_is_not_cannot_be_waived(owner: Client) -> None:
    assert owner.post(f"{PAGE}gates/all_is_well/waive/", {"because": "x"}).status_code == 404


def test_an_author_keeps_workarounds_and_may_neither_waive_nor_decide(stage: Stage) -> None:
    author = client_of(stage.seats[Role.AUTHOR])
    page = author.get(PAGE).content.decode()
    assert "Add a workaround" in page
    assert "/waive/" not in page
    assert "Record a decision" not in page
    assert author.post(WAIVE, {"because": "x"}).status_code == 403
    assert author.post(TAKE_BACK).status_code == 403
    assert author.post(DECIDE, TAKEN).status_code == 403


def test_a_viewer_sees_everything_and_changes_nothing(signed_in: Callable[[Role], Client]) -> None:
    viewer = signed_in(Role.VIEWER)
    assert "<form" not in viewer.get(PAGE).content.decode().partition("<main")[2]
    assert viewer.post(ADD, WRITTEN).status_code == 403


def test_a_workaround_is_added_changed_and_retired(owner: Client, stage: Stage) -> None:
    assert "overdue" in owner.post(ADD, WRITTEN, follow=True).content.decode()
    (kept,) = workarounds_of(stage.rollout)
    owner.post(f"{PAGE}workarounds/{kept.number}/change/", {**WRITTEN, "retire_by": "2025-10-05"})
    assert workarounds_of(stage.rollout)[0].retire_by == date(2025, 10, 5)
    owner.post(f"{PAGE}workarounds/{kept.number}/retire/", {"on": "2025-09-26"})
    assert register_of(stage.rollout).workarounds[0].retired_on == date(2025, 9, 26)
    verbs = [one.verb for one in Entry.objects.filter(verb__startswith="workaround.").order_by("number")]
    assert verbs == ["workaround.added", "workaround.changed", "workaround.retired"]


def test_a_retired_workaround_is_not_changed_any_more(owner: Client, stage: Stage) -> None:
    owner.post(ADD, WRITTEN)
    number = workarounds_of(stage.rollout)[0].number
    owner.post(f"{PAGE}workarounds/{number}/retire/", {"on": ""})
    page = owner.post(f"{PAGE}workarounds/{number}/change/", WRITTEN, follow=True).content.decode()
    assert "This workaround is retired already" in page
    assert workarounds_of(stage.rollout)[0].retired_on == date(2025, 9, 27), "the last day that the data knows"


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": " "},
        {"place": "elsewhere"},
        {"owner": ""},
        {"retire_by": ""},
        {"retire_by": "soon"},
        {"what": "x" * 301},
    ],
)
def test_a_workaround_needs_what_where_who_and_until_when(owner: Client, stage: Stage, wrong: dict[str, str]) -> None:
    owner.post(ADD, {**WRITTEN, **wrong})
    assert workarounds_of(stage.rollout) == ()


def test_a_decision_is_kept_beside_what_was_proposed(owner: Client, stage: Stage) -> None:
    page = owner.post(DECIDE, TAKEN, follow=True).content.decode()
    (kept,) = stabilisations_of(stage.rollout)
    assert (kept.decided.decided, kept.decided.role, kept.by) == (
        "clarify_policy",
        "process owner",
        "process_owner@ours.example",
    )
    assert kept.proposed != "clarify_policy"
    assert "Nobody knows who approves." in page
    assert "Decided for every workflow." in page
    assert [one["decided"] for one in _lines("stabilisation.decided")] == ["clarify_policy"]


@pytest.mark.parametrize("wrong", [{"because": " "}, {"decided": "wait"}, {"because": "x" * 2001}])
def test_a_decision_without_a_reason_or_that_there_is_not_is_refused(
    owner: Client, stage: Stage, wrong: dict[str, str]
) -> None:
    owner.post(DECIDE, {**TAKEN, **wrong})
    assert stabilisations_of(stage.rollout) == ()


def test_nothing_is_decided_on_a_workflow_that_there_is_not(owner: Client) -> None:
    assert owner.post(DECIDE, {**TAKEN, "workflow": "other"}).status_code == 404


def test_an_owner_of_a_friction_point_owns_its_fix(owner: Client, stage: Stage) -> None:
    seat = stage.seats[Role.PROCESS_OWNER]
    for one in points_of(stage.rollout.id):
        set_owner(seat, stage.rollout, one.key, seat.email)
    assert "With an owner: all 1." in owner.get(PAGE).content.decode()


def test_other_changes_stand_by_group_and_small_groups_are_not_named(owner: Client, stage: Stage) -> None:
    run = latest_done(stage.rollout.id)
    assert run is not None
    at, nobody = datetime(2025, 9, 20, tzinfo=UTC), Cohort((("region", "EMEA"), ("role", "nobody")))
    changes = (
        OtherChange(at=at, title="New sign-in", cohort=Cohort()),
        OtherChange(at=at, title="Theirs alone", cohort=nobody),
    )
    keep_value(run.folder / CHANGES, changes)
    page = owner.get(PAGE).content.decode()
    assert "New sign-in" in page
    assert "Theirs alone" not in page
    assert "too small to be shown: 1" in page


def test_the_page_of_an_earlier_day_stands_on_the_diagnosis_of_that_day(owner: Client, stage: Stage) -> None:
    from desirepath.console.diagnoses.models import Run

    first = Run.objects.filter(rollout_id=stage.rollout.id, state="done").earliest("known_until")
    assert "Day 20 of 45" in owner.get(f"{PAGE}?run={first.pk}").content.decode()


def test_who_reads_german_reads_the_gates_in_german(owner: Client) -> None:
    page = owner.get(PAGE, headers={"accept-language": "de"}).content.decode()
    assert "Bestätigt: 1; zuerst: „Enter the quote“" in page
    assert "Noch niemandem wurde eine Maßnahme gezeigt." in page
    assert "Confirmed" not in page
