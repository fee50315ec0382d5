"""Every action in every state by every role ends as the rules say, and leaves a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from desirepath.console.audit.models import Entry
from desirepath.console.interventions.actions.approve_version import approve_version
from desirepath.console.interventions.actions.ask_for_review import ask_for_review
from desirepath.console.interventions.actions.go_live import go_live
from desirepath.console.interventions.actions.retire import retire
from desirepath.console.interventions.actions.roll_back import roll_back
from desirepath.console.interventions.actions.send_back import send_back
from desirepath.console.interventions.actions.set_facts import set_facts
from desirepath.console.interventions.actions.set_plan import set_plan
from desirepath.console.interventions.actions.write_version import write_version
from desirepath.console.interventions.contents import Content, Facts
from desirepath.console.interventions.reads import history_of, versions_of
from desirepath.console.workspaces.permissions import NotAllowed, Role
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.cohort import EVERYONE
from desirepath.vocabulary.errors import BadInput
from tests.console.interventions.made_drafts import another, bring, newest, seen
from tests.console.stage import Stage

Act = Callable[[Stage, Seat, str, int], object]
FACTS = Facts(workflow="purchase_request", step="quote", kind="step_guidance", cohort=EVERYONE)
TOMORROW = timezone.localdate() + timedelta(days=1)
ACTS: Mapping[str, Act] = {
    "write": lambda stage, seat, slug, n: write_version(
        seat, stage.rollout, slug, Content(title="New", text="Quite new."), stands_on=n
    ),
    "roll back": lambda stage, seat, slug, n: roll_back(seat, stage.rollout, slug, n - 1),
    "review": lambda stage, seat, slug, n: ask_for_review(seat, stage.rollout, slug, n),
    "approve": lambda stage, seat, slug, n: approve_version(seat, stage.rollout, slug, n),
    "send back": lambda stage, seat, slug, n: send_back(seat, stage.rollout, slug, n, "Shorter."),
    "go live": lambda stage, seat, slug, n: go_live(seat, stage.rollout, slug, n),
    "retire": lambda stage, seat, slug, _n: retire(seat, stage.rollout, slug),
    "plan": lambda stage, seat, slug, _n: set_plan(seat, stage.rollout, slug, owner="", expires_on=TOMORROW),
    "facts": lambda stage, seat, slug, _n: set_facts(seat, stage.rollout, slug, FACTS),
}
STATES = ("draft", "review", "staged", "live", "live and draft", "live and review", "live and staged", "retired")
OWNERS = {Role.PROCESS_OWNER, Role.APPLICATION_OWNER, Role.ADOPTION_OWNER, Role.ADMINISTRATOR}
FOR_OWNERS = {"approve", "send back", "go live"}
FROM = {"review": "draft", "approve": "review", "send back": "review", "go live": "staged"}
TO = {"review": "review", "approve": "staged", "send back": "draft", "go live": "live"}


def outcome(act: Act, stage: Stage, seat: Seat, slug: str) -> str:
    """State and stage of the newest version afterwards, or how it was refused; whatever was done is undone."""
    with transaction.atomic():
        try:
            act(stage, seat, slug, newest(stage, slug))
        except NotAllowed:
            return "not allowed"
        except BadInput as error:
            return error.mistakes[0].code
        else:
            now = seen(stage, slug)
            return f"{now.state}, {versions_of(now.id)[0].stage}"
        finally:
            transaction.set_rollback(True)


def expected(name: str, state: str, role: Role) -> str:
    """By the rules as people are told them."""
    overall, _and, stage = state.partition(" and ")
    stage = "past" if overall == "retired" else stage or overall
    if role is Role.VIEWER or (role not in OWNERS and name in FOR_OWNERS):
        return "not allowed"
    if overall == "retired":
        return "is_retired"
    if name in {"retire", "plan"} and overall == "live" and role not in OWNERS:
        return "not allowed"
    if name == "retire":
        return "retired, past"
    if name == "plan":
        return f"{overall}, {stage}"
    if name == "facts":
        return f"{overall}, {stage}" if state == "draft" else "facts_are_set"
    if name in FROM and stage != FROM[name]:
        return "wrong_state"
    after = TO.get(name, "draft")
    return f"{overall if overall == 'live' else after}, {after}"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", list(Role))
def test_every_action_in_every_state_by_every_role_ends_as_the_rules_say(
    stage: Stage, slug: str, state: str, role: Role
) -> None:
    older = Content(title="Help for the quote", text="An older text, to go back to.")
    write_version(stage.seats[Role.AUTHOR], stage.rollout, slug, older, stands_on=1)
    write_version(stage.seats[Role.AUTHOR], stage.rollout, slug, another(stage, slug), stands_on=2)
    bring(stage, slug, state)
    seat = stage.seats[role]
    ended = {name: outcome(act, stage, seat, slug) for name, act in ACTS.items()}
    assert ended == {name: expected(name, state, role) for name in ACTS}


@pytest.mark.parametrize("name", sorted(ACTS))
def test_nobody_of_another_workspace_can_do_anything(stage: Stage, slug: str, name: str) -> None:
    with pytest.raises(Http404):
        ACTS[name](stage, stage.their_seat, slug, 1)


@pytest.mark.parametrize("name", sorted(ACTS))
def test_an_intervention_that_there_is_not_is_not_there(stage: Stage, seat: Seat, name: str) -> None:
    with pytest.raises(Http404):
        ACTS[name](stage, seat, "another", 1)


@pytest.mark.parametrize(
    ("name", "state", "verb"),
    [
        ("write", "draft", "intervention.written"),
        ("review", "draft", "intervention.review_asked"),
        ("approve", "review", "intervention.approved"),
        ("send back", "review", "intervention.sent_back"),
        ("go live", "staged", "intervention.went_live"),
        ("retire", "live", "intervention.retired"),
        ("plan", "draft", "intervention.planned"),
        ("facts", "draft", "intervention.facts_set"),
        ("roll back", "live and draft", "intervention.rolled_back"),
    ],
)
def test_every_change_is_a_line_of_the_history_and_of_the_audit_log(
    stage: Stage, slug: str, name: str, state: str, verb: str
) -> None:
    bring(stage, slug, state)
    seat = stage.seats[Role.ADOPTION_OWNER]
    ACTS[name](stage, seat, slug, newest(stage, slug))
    last = Entry.objects.latest("number")
    assert (last.verb, last.who, last.workspace) == (verb, seat.email, seat.workspace)
    assert last.about == f"{stage.rollout.slug}/{slug}"
    line = history_of(seen(stage, slug).id)[0]
    assert (line.verb, line.by) == (verb, seat.email)


@pytest.mark.parametrize("name", ["review", "approve", "send back", "go live", "write"])
def test_what_was_written_meanwhile_has_to_be_read_first(stage: Stage, slug: str, name: str) -> None:
    state = {"write": "draft", **FROM}[name]
    bring(stage, slug, state)
    with pytest.raises(BadInput, match=r"meanwhile|while you were writing"):
        ACTS[name](stage, stage.seats[Role.PROCESS_OWNER], slug, newest(stage, slug) + 1)
