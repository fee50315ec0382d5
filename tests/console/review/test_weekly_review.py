"""The weekly review in the console: what stands on the page, what is recorded in the room, and the minutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from django.conf import settings
from django.test import Client

from desirepath.console.audit.models import Entry
from desirepath.console.decisions.reads import decisions_of
from desirepath.console.diagnoses import reads
from desirepath.console.diagnoses.models import Run
from desirepath.console.review.held import held_review
from desirepath.console.review.reads import resolutions_of, review_on, reviews_of
from desirepath.console.workspaces.permissions import Role
from desirepath.runs.kept_values import kept_value
from desirepath.vocabulary.effect import Decided
from tests.console.conftest import client_of
from tests.console.stage import Stage, keep_found
from tests.report.effect_proofs import helpful

PAGE = "/w/ours/r/purchase-requests/review/"
HELP = f"shipped.{helpful().shipped.id}"
IN_THE_ROOM = {
    "item": "drop_off",
    "decided": "escalate",
    "role": "process",
    "to": "the process owner",
    "because": "Nobody can tell what the field asks for.",
}


@pytest.fixture
def client(stage: Stage) -> Client:
    """Somebody who may decide."""
    return client_of(stage.seats[Role.ADOPTION_OWNER])


@pytest.fixture
def with_help(stage: Stage) -> None:
    """The newest diagnosis proves that an intervention, shipped before the last review, helped."""
    earlier = replace(helpful().shipped, starts_at=datetime(2025, 9, 3, tzinfo=UTC))
    keep_found("ours", newest(stage).pk, "proofs", (replace(helpful(), shipped=earlier),))


def newest(stage: Stage) -> Run:
    return Run.objects.filter(rollout_id=stage.rollout.id, state="done").latest("known_until")


def page(client: Client, run: int | None = None) -> str:
    return client.get(PAGE if run is None else f"{PAGE}?run={run}").content.decode()


def test_the_page_shows_what_stands_out_beside_the_diagnosis_of_a_week_before(client: Client) -> None:
    text = page(client)
    assert "Top drop-off" in text
    assert "Proposed by rule" in text
    assert "Compared with" in text
    assert text.count('<th scope="row"><span>') >= 4  # the headline figures


def test_the_figures_are_those_that_the_console_has_shown(stage: Stage) -> None:
    from desirepath.console.diagnoses.doors import Place

    run = reads.latest_done(stage.rollout.id)
    assert run is not None
    held = held_review(Place(stage.rollout, run))
    study = kept_value(settings.HOME.run("ours", run.id) / "study.kept")
    [about] = [one for one in held.review.items if one.id == "drop_off"]
    assert about.figure is not None
    shown = {finding.value for point in study.friction_points for finding in point.findings}
    assert about.figure.value in shown


def test_a_decision_is_kept_with_role_reason_and_to_whom_and_stands_on_the_page(client: Client, stage: Stage) -> None:
    answer = client.post(f"{PAGE}record/", IN_THE_ROOM, follow=True)
    assert "Nobody can tell what the field asks for." in answer.content.decode()
    [kept] = resolutions_of(review_on(stage.rollout.id, newest(stage).pk))
    assert (kept.item, kept.decided, kept.role, kept.to) == (
        "drop_off",
        Decided.ESCALATE,
        "process",
        "the process owner",
    )
    assert kept.by == "adoption_owner@ours.example"
    line = Entry.objects.latest("number")
    assert (line.verb, '"role": "process"' in line.details) == ("review.recorded", True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"decided": "undecided"},
        {"decided": ""},
        {"role": "somebody"},
        {"because": " "},
        {"to": " "},
        {"because": "x" * 2001},
        {"item": "exceptions"},
        {"item": "movement"},
        {"item": "no such thing"},
    ],
)
def test_what_is_no_decision_on_something_that_stands_out_is_refused(
    client: Client, stage: Stage, wrong: dict[str, str]
) -> None:
    client.post(f"{PAGE}record/", {**IN_THE_ROOM, **wrong})
    assert reviews_of(stage.rollout.id) == ()


@pytest.mark.usefixtures("with_help")
def test_a_decision_on_an_intervention_stands_among_the_decisions_on_effects_with_its_estimate(
    client: Client, stage: Stage
) -> None:
    told = {**IN_THE_ROOM, "item": HELP, "decided": "expand", "to": "region DACH"}
    client.post(f"{PAGE}record/", told)
    [decision] = decisions_of(stage.rollout.id, helpful().shipped.id)
    assert (decision.decided, decision.proposed, decision.to) == ("expand", "expand", "region DACH")
    assert decision.estimate["value"] == pytest.approx(-0.081)
    assert [one.item for one in resolutions_of(review_on(stage.rollout.id, newest(stage).pk))] == [HELP]


@pytest.mark.usefixtures("with_help")
def test_what_is_decided_in_a_review_does_not_take_the_item_out_of_it(client: Client) -> None:
    assert "a decision is due" in page(client)
    client.post(f"{PAGE}record/", {**IN_THE_ROOM, "item": HELP, "decided": "expand", "to": "region DACH"})
    assert "a decision is due" in page(client)
    assert "region DACH" in page(client)


def test_a_finished_review_keeps_its_minutes_and_takes_nothing_more(client: Client, stage: Stage) -> None:
    client.post(f"{PAGE}record/", IN_THE_ROOM)
    client.post(f"{PAGE}finish/")
    kept = review_on(stage.rollout.id, newest(stage).pk)
    assert kept is not None
    assert kept.finished_by == "adoption_owner@ours.example"
    assert Entry.objects.latest("number").verb == "review.finished"
    answer = client.post(f"{PAGE}record/", IN_THE_ROOM, follow=True)
    assert "This review is finished" in answer.content.decode()
    assert len(resolutions_of(kept)) == 1
    assert 'action="/w/ours/r/purchase-requests/review/record/' not in page(client)


def test_the_minutes_of_a_finished_review_do_not_change_with_what_is_kept_beside_them(
    client: Client, stage: Stage
) -> None:
    client.post(f"{PAGE}record/", IN_THE_ROOM)
    client.post(f"{PAGE}finish/")
    before = client.get(f"{PAGE}minutes.md").content
    run = newest(stage).pk
    study = kept_value(settings.HOME.run("ours", run) / "study.kept")
    keep_found("ours", run, "study", replace(study, title="Something else"))
    assert client.get(f"{PAGE}minutes.md").content == before


def test_the_minutes_can_be_taken_along_as_markdown_and_docx_and_that_leaves_a_line(client: Client) -> None:
    client.post(f"{PAGE}record/", IN_THE_ROOM)
    text = client.get(f"{PAGE}minutes.md").content.decode()
    assert "> Escalate the process owner: Nobody can tell what the field asks for." in text
    assert "decided by: process owner" in text
    paper = client.get(f"{PAGE}minutes.docx")
    assert "attachment" in paper["Content-Disposition"]
    told = "\n".join(
        cell.text for table in docx.Document(BytesIO(paper.content)).tables for row in table.rows for cell in row.cells
    )
    assert "Nobody can tell what the field asks for." in told
    assert Entry.objects.filter(verb="minutes.exported").count() == 2


def test_a_quiet_week_can_be_finished_too(client: Client, stage: Stage) -> None:
    run = newest(stage).pk
    study = kept_value(settings.HOME.run("ours", run) / "study.kept")
    keep_found("ours", run, "study", replace(study, friction_points=(), signals=(), metrics=()))
    text = page(client)
    assert "Nothing stands out this week" in text
    assert "Record a decision" not in text
    client.post(f"{PAGE}finish/")
    assert "Nothing stands out this week" in client.get(f"{PAGE}minutes.md").content.decode()


def test_the_next_review_lists_the_last_and_is_compared_with_its_diagnosis(client: Client, stage: Stage) -> None:
    first, second = Run.objects.filter(rollout_id=stage.rollout.id, state="done").order_by("known_until")
    client.post(f"{PAGE}finish/?run={first.pk}")
    text = page(client)
    assert f"?run={first.pk}" in text
    assert "None was held yet" not in text
    client.post(f"{PAGE}record/", IN_THE_ROOM)
    seen = review_on(stage.rollout.id, second.pk)
    assert seen is not None
    assert seen.before_run == first.pk


def test_an_author_sees_the_review_and_may_not_decide(stage: Stage) -> None:
    author = client_of(stage.seats[Role.AUTHOR])
    assert "Record a decision" not in page(author)
    assert author.post(f"{PAGE}record/", IN_THE_ROOM).status_code == 403
    assert author.post(f"{PAGE}finish/").status_code == 403
    assert reviews_of(stage.rollout.id) == ()
