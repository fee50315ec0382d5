"""The approved path: shown, changed, kept, and a way that cases took accepted."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks

from desirepath.console.audit.models import Entry
from desirepath.console.diagnoses.followers import followed_by
from desirepath.console.diagnoses.reads import latest_done
from desirepath.console.paths.shown import ends_of, may_be_accepted
from desirepath.console.paths.tasks import find_variants
from desirepath.console.paths.variants import kept_variants
from desirepath.console.rollout_form.checked import checked_text
from desirepath.console.rollouts.actions.save_file import save_file
from desirepath.console.rollouts.reads import rollout_by_id, text_of, versions_of
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from desirepath.observe.automaton import automaton_of
from desirepath.runs.kept_diagnosis import kept_diagnosis
from desirepath.vocabulary.conformance import VariantConformance, WorkflowConformance
from desirepath.vocabulary.path import steps_as_written
from desirepath.vocabulary.rollout import Workflow
from tests.console.conftest import client_of
from tests.console.stage import Stage

PAGE = "/w/ours/r/purchase-requests/path/"
MAY = (Role.PROCESS_OWNER, Role.ADOPTION_OWNER, Role.ADMINISTRATOR)
BPMN = """<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">
<startEvent id="s"/>{steps}<endEvent id="e"/>{flows}</process></definitions>"""


def workflow_now(stage: Stage) -> Workflow:
    rollout, mistakes = checked_text(text_of(stage.rollout.id), stage.rollout.folder)
    assert rollout is not None, mistakes
    return rollout.workflows[0]


@pytest.fixture
def ways(stage: Stage) -> WorkflowConformance:
    """The ways of the stage's newest diagnosis, found once."""
    run = latest_done(stage.rollout.id)
    assert run is not None
    if kept_variants(run.folder) is None:
        find_variants.func(stage.rollout.id, run.id)
    kept = kept_variants(run.folder)
    assert kept is not None
    return kept[0]


@pytest.fixture
def off_path(stage: Stage, ways: WorkflowConformance) -> VariantConformance:
    """The commonest way to an end that is not on the path."""
    ends = ends_of(workflow_now(stage))
    return next(one for one in ways.variants if may_be_accepted(one, ends))


@pytest.fixture
def owner(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.PROCESS_OWNER)


def sent_path(page: str) -> str:
    found = re.search(r'name="path" value="([^"]*)"', page)
    assert found is not None
    return html.unescape(found[1])


def pressed(client: Client, stage: Stage, path: str, do: str, **more: str) -> str:
    sent = {"workflow": workflow_now(stage).id, "stands_on": "1", "path": path, "do": do, **more}
    return sent_path(client.post(PAGE, sent).content.decode())


@pytest.mark.parametrize("role", list(Role))
def test_everybody_sees_the_path_and_its_owners_may_change_it(
    signed_in: Callable[[Role], Client], stage: Stage, role: Role
) -> None:
    page = signed_in(role).get(PAGE).content.decode()
    workflow = workflow_now(stage)
    for step in steps_as_written(workflow.path):
        assert html.escape(workflow.step(step).title) in page
    assert ("Change it" in page) == (role in MAY)


def test_the_ways_stand_with_their_share_and_what_they_came_to(owner: Client, ways: WorkflowConformance) -> None:
    page = owner.get(PAGE).content.decode()
    share = ways.variants[0].cases / ways.cases
    assert f"<b>{100 * share:.1f}%</b>" in page or f"<b>{100 * share:.0f}%</b>" in page
    assert "on the path" in page
    assert "off</span>" in page
    assert min(one.cases for one in ways.variants) >= 10


def test_before_they_are_found_the_page_says_so(owner: Client, stage: Stage) -> None:
    run = latest_done(stage.rollout.id)
    assert run is not None
    first = min(one.number for one in versions_of(stage.rollout.id))
    assert first == 1
    page = owner.get(f"{PAGE}?run={run.id - 1}").content.decode()
    assert "They are found after a diagnosis" in page


def test_a_finished_diagnosis_asks_for_its_ways_once_it_is_kept(
    stage: Stage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    run = latest_done(stage.rollout.id)
    assert run is not None
    with django_capture_on_commit_callbacks() as asked:
        for follow in followed_by():
            follow(stage.rollout, run.id, kept_diagnosis(run.folder))
    for_ways = DBTaskResult.objects.filter(task_path__endswith=".find_variants")
    before = for_ways.count()
    for one in asked:
        one()
    assert for_ways.count() == before + 1
    assert for_ways.order_by("-enqueued_at")[0].args_kwargs["args"] == [stage.rollout.id, run.id]


def test_the_ways_go_along_as_csv_with_the_others_folded(owner: Client, ways: WorkflowConformance) -> None:
    answer = owner.get(f"{PAGE}ways.csv?workflow={ways.workflow}")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "steps,cases,share,steps skipped or extra,what they came to"
    assert len(lines) - 1 in (len(ways.variants), len(ways.variants) + 1)
    assert Entry.objects.order_by("-number")[0].verb == "table.exported"


@pytest.mark.parametrize(
    ("do", "before", "after"),
    [
        ("optional:1", "a b c", "a b? c"),
        ("required:1", "a b? c", "a b c"),
        ("repeatable:0", "a b c", "a+ b c"),
        ("once:0", "a+ b c", "a b c"),
        ("up:2", "a b c", "a c b"),
        ("down:0", "a b c", "b a c"),
        ("either:0", "a b c", "(a | b) c"),
        ("any_order:1", "a b c", "a (b & c)"),
        ("out:0.1", "(a | b) c", "a b c"),
        ("remove:1", "a b c", "a c"),
    ],
)
def test_a_button_changes_the_path_that_is_on_the_page_alone(
    owner: Client, stage: Stage, do: str, before: str, after: str
) -> None:
    assert pressed(owner, stage, before, do) == after
    assert rollout_by_id(stage.rollout.id).version == 1


def test_a_step_is_added_after_another_or_at_the_end(owner: Client, stage: Stage) -> None:
    assert pressed(owner, stage, "a b", "add:0", step="c") == "a c b"
    assert pressed(owner, stage, "a b", "add:", new_step="d") == "a b d"


@pytest.mark.parametrize("do", ["up:9", "up:x", "add:", "keep:", "nonsense:0", "up:1.1.1.1"])
def test_what_cannot_be_done_leaves_the_path_as_it_was(owner: Client, stage: Stage, do: str) -> None:
    assert pressed(owner, stage, "a b", do) == "a b"


def test_keeping_changes_the_path_alone_and_is_noted(owner: Client, stage: Stage) -> None:
    before = text_of(stage.rollout.id)
    workflow = workflow_now(stage)
    last = workflow.path_text.split()[-1]
    longer = f"{workflow.path_text} {last}?"
    sent = {"workflow": workflow.id, "stands_on": "1", "path": longer, "do": "keep", "note": "Twice is fine"}
    assert owner.post(PAGE, sent).status_code == 302
    assert workflow_now(stage).path_text == longer
    after = text_of(stage.rollout.id)
    changed = [new for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new]
    assert len(changed) == 1
    assert longer in changed[0]
    assert versions_of(stage.rollout.id)[0].note == "Twice is fine"
    assert Entry.objects.order_by("-number")[0].verb == "path.kept"


def test_an_empty_path_is_not_kept(owner: Client, stage: Stage) -> None:
    sent = {"workflow": workflow_now(stage).id, "stands_on": "1", "path": "", "do": "keep"}
    page = owner.post(PAGE, sent).content.decode()
    assert 'class="told error"' in page
    assert rollout_by_id(stage.rollout.id).version == 1


def test_a_path_is_not_kept_over_what_somebody_saved_meanwhile(owner: Client, stage: Stage, seat: Seat) -> None:
    save_file(seat, stage.rollout, text_of(stage.rollout.id) + "# theirs\n", stands_on=1)
    sent = {
        "workflow": workflow_now(stage).id,
        "stands_on": "1",
        "path": f"({workflow_now(stage).path_text})?",
        "do": "keep",
    }
    page = owner.post(PAGE, sent).content.decode()
    assert "saved version 2 while you were writing" in page
    assert rollout_by_id(stage.rollout.id).version == 2


def test_an_accepted_way_is_on_the_path_with_day_and_owner_beside_it(
    owner: Client, stage: Stage, off_path: VariantConformance
) -> None:
    machine_before = automaton_of(workflow_now(stage).path)
    old_text = text_of(stage.rollout.id)
    sent = {"workflow": workflow_now(stage).id, "stands_on": "1", "steps": " ".join(off_path.steps)}
    assert owner.post(f"{PAGE}accept/", sent).status_code == 302
    machine = automaton_of(workflow_now(stage).path)
    assert not machine_before.accepts(off_path.steps)
    assert machine.accepts(off_path.steps)
    note = versions_of(stage.rollout.id)[0].note
    assert re.fullmatch(r"20\d\d-\d\d-\d\d: `.+` accepted by process_owner@ours\.example", note)
    new = [line for line in text_of(stage.rollout.id).splitlines() if line not in old_text.splitlines()]
    assert new[0].strip() == f"# {note}"
    assert "path:" in new[1]
    assert len(new) == 2
    assert Entry.objects.order_by("-number")[0].verb == "path.variant_accepted"


def test_a_way_that_cases_were_left_at_cannot_be_accepted(
    owner: Client, stage: Stage, ways: WorkflowConformance
) -> None:
    left = next(one for one in ways.variants if one.steps == ("draft",))
    sent = {"workflow": workflow_now(stage).id, "stands_on": "1", "steps": " ".join(left.steps)}
    assert f'name="steps" value="{sent["steps"]}"' not in owner.get(PAGE).content.decode()
    assert owner.post(f"{PAGE}accept/", sent).status_code == 404


def test_a_way_that_nobody_took_is_not_there_to_be_accepted(
    owner: Client, stage: Stage, ways: WorkflowConformance
) -> None:
    del ways
    sent = {"workflow": workflow_now(stage).id, "stands_on": "1", "steps": "never done"}
    assert owner.post(f"{PAGE}accept/", sent).status_code == 404


def drawn(*steps: str) -> bytes:
    ids = ["s", *(f"t{number}" for number in range(len(steps))), "e"]
    tasks = "".join(f'<task id="t{number}" name="{name}"/>' for number, name in enumerate(steps))
    flows = "".join(
        f'<sequenceFlow id="f{number}" sourceRef="{one}" targetRef="{two}"/>'
        for number, (one, two) in enumerate(pairwise(ids))
    )
    return BPMN.format(steps=tasks, flows=flows).encode()


def test_a_bpmn_file_takes_the_place_of_the_path(owner: Client, stage: Stage) -> None:
    workflow = workflow_now(stage)
    file = SimpleUploadedFile("Our path.bpmn", drawn(*steps_as_written(workflow.path)))
    sent = {"workflow": workflow.id, "stands_on": "1", "drawing": file}
    answer = owner.post(f"{PAGE}bpmn/", sent, follow=True).content.decode()
    laid = stage.rollout.folder / "Our-path.bpmn"
    try:
        assert laid.is_file(), answer
        assert "bpmn: Our-path.bpmn" in text_of(stage.rollout.id)
        assert "Drawn in Our-path.bpmn" in owner.get(PAGE).content.decode()
        assert Entry.objects.order_by("-number")[0].verb == "path.drawn"
    finally:
        laid.unlink(missing_ok=True)


@pytest.mark.parametrize(
    "body", [b"no xml", b"<definitions/>", drawn("A").replace(b"<task", b"<complexGateway id='odd'/><task")]
)
def test_a_drawing_that_cannot_be_used_changes_nothing(owner: Client, stage: Stage, body: bytes) -> None:
    sent = {"workflow": workflow_now(stage).id, "stands_on": "1", "drawing": SimpleUploadedFile("x.bpmn", body)}
    page = owner.post(f"{PAGE}bpmn/", sent, follow=True).content.decode()
    assert 'class="told error"' in page
    assert "x.bpmn" in page
    assert not (stage.rollout.folder / "x.bpmn").exists()
    assert rollout_by_id(stage.rollout.id).version == 1


@pytest.mark.parametrize("role", [role for role in Role if role not in MAY])
def test_nobody_else_changes_the_path(signed_in: Callable[[Role], Client], stage: Stage, role: Role) -> None:
    client = signed_in(role)
    sent = {"workflow": workflow_now(stage).id, "stands_on": "1", "path": "a", "do": "keep", "steps": "a"}
    for where in ("", "accept/", "bpmn/"):
        assert client.post(PAGE + where, sent).status_code == 403
    assert rollout_by_id(stage.rollout.id).version == 1


@pytest.mark.parametrize("where", ["", "ways.csv?workflow=x"])
def test_the_path_is_not_there_for_another_workspace(stage: Stage, where: str) -> None:
    client = client_of(stage.their_seat)
    assert client.get(PAGE + where).status_code == 404
    for other in ("", "accept/", "bpmn/"):
        assert client.post(PAGE + other, {"do": "keep"}).status_code == 404


def test_a_rollout_file_with_mistakes_is_said_to_have_them(owner: Client, stage: Stage, seat: Seat) -> None:
    save_file(seat, stage.rollout, "rollout: [", stands_on=1)
    assert "The rollout file has mistakes" in owner.get(PAGE).content.decode()


def test_an_unknown_workflow_is_not_there(owner: Client) -> None:
    assert owner.get(f"{PAGE}?workflow=nothing").status_code == 404
