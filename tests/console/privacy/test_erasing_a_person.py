"""Erasing a person: asked twice, done in the lake and in every file of the workspace, logged without the id."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django_tasks_db.models import DBTaskResult

from desirepath.connectors.person_ids import PersonHash
from desirepath.console.audit.models import Entry
from desirepath.console.home import Home
from desirepath.console.privacy.actions.erase_person import erase_person
from desirepath.console.privacy.models import Erasure
from desirepath.console.privacy.persons_aside import mark_of
from desirepath.console.privacy.reads import erasures_of
from desirepath.console.privacy.tasks import end_what_was_interrupted, erase_person_now
from desirepath.console.workspaces.permissions import NotAllowed, Role
from desirepath.console.workspaces.seat import Seat
from desirepath.intervene.memory import after_objection
from desirepath.intervene.situation import Memory
from desirepath.vocabulary.errors import BadInput
from desirepath.warehouse.guidance_store import GuidanceStore
from desirepath.warehouse.lake.layout import keys_of, person_key_of
from desirepath.warehouse.lake.project import project
from desirepath.warehouse.published_guides import delivery_folder
from tests.console.conftest import client_of
from tests.console.stage import Stage
from tests.lake.lakes import events, log_requests, request

PAGE = "/w/ours/privacy/"
PERSON = "buyer-17"
ROLLOUT = """\
rollout: claims
go_live: 2026-01-05
sources: [{table: events, file: claims.csv}]
workflows: [{workflow: claim, path: submit approve}]
"""
CLAIMS = "case_id,activity,at,user_id\n1,submit,2026-01-06,buyer-17\n1,approve,2026-01-06,clerk-4\n"


@pytest.fixture(autouse=True)
def _home_of_its_own(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is erased lies in files, which no transaction gives back."""
    del stage
    monkeypatch.setattr(settings, "HOME", Home(tmp_path / "home").made())
    for workspace in ("ours", "theirs"):
        for rollout in ("claims", "put-away"):
            folder = settings.HOME.rollout(workspace, rollout)
            folder.mkdir(parents=True)
            (folder / "rollout.yaml").write_text(ROLLOUT, encoding="utf-8")
            (folder / "claims.csv").write_text(CLAIMS, encoding="utf-8")


def claims(workspace: str, rollout: str) -> str:
    return (settings.HOME.rollout(workspace, rollout) / "claims.csv").read_text(encoding="utf-8")


def done(seat: Seat) -> Erasure:
    """An erasure of the person, done as the worker does it."""
    number = erase_person(seat, PERSON, PERSON)
    erase_person_now.func(number)
    return Erasure.objects.get(pk=number)


def collected(persons: tuple[str, ...]) -> None:
    """A lake of our workspace with one event of each person."""
    warehouse = settings.HOME.warehouse("ours")
    names = PersonHash.kept_in(keys_of(warehouse) / "person.key", create=True)
    ids = [f"e{number}" for number in range(len(persons))]
    rows = events(ids, user_id=[names.of(person) for person in persons])
    log_requests(warehouse, [request({"events": rows})], "ours")
    project(warehouse)


def test_rows_go_from_the_files_of_every_rollout_of_the_workspace_and_of_no_other(seat: Seat) -> None:
    erasure = done(seat)
    left = CLAIMS.replace("1,submit,2026-01-06,buyer-17\n", "")
    assert [claims("ours", one) for one in ("claims", "put-away")] == [left, left]
    assert claims("theirs", "claims") == CLAIMS
    assert erasure.state == "done"
    assert erasure.left == []
    assert erasure.written == [
        {"rollout": one, "file": "claims.csv", "rows": 1, "mentions": 0} for one in ("claims", "put-away")
    ]


def test_rows_go_from_the_lake(seat: Seat) -> None:
    collected((PERSON, "clerk-4", "buyer-17opez"))
    erasure = done(seat)
    assert (erasure.state, erasure.rows, erasure.waiting) == ("done", 1, 0)


def test_the_id_is_kept_nowhere(seat: Seat) -> None:
    number = erase_person(seat, PERSON, PERSON)
    aside = settings.HOME.folder / "erasing" / f"{number}.person"
    assert aside.stat().st_mode & 0o077 == 0
    erase_person_now.func(number)
    assert not aside.exists()
    line = Entry.objects.get(verb="person.erased")
    erasure = Erasure.objects.get(pk=number)
    tasks = [str(one.args_kwargs) for one in DBTaskResult.objects.all()]
    assert PERSON not in f"{line.about} {line.details} {vars(erasure)} {tasks}"
    assert line.about == mark_of(seat.workspace, PERSON)[:16]


def test_the_same_person_has_the_same_mark_in_one_workspace_only(stage: Stage, seat: Seat) -> None:
    numbers = [erase_person(one, PERSON, PERSON) for one in (seat, seat, stage.their_seat)]
    first, second, theirs = (Erasure.objects.get(pk=number).mark for number in numbers)
    assert first == second
    assert first != theirs


def test_what_could_not_be_written_anew_is_named_on_the_page(signed_in: Callable[[Role], Client], seat: Seat) -> None:
    folder = settings.HOME.rollout("ours", "claims")
    (folder / "minutes of buyer-17.txt").write_text("buyer-17 was there", encoding="utf-8")
    (settings.HOME.rollout("ours", "put-away") / "rollout.yaml").write_text("rollout: [", encoding="utf-8")
    done(seat)
    page = signed_in(Role.ADMINISTRATOR).get(PAGE).content.decode()
    assert "claims/minutes of ….txt" in page
    assert "put-away/claims.csv" in page
    assert "put-away/rollout.yaml" in page
    assert PERSON not in page


def test_a_lake_without_the_key_of_persons_says_so_and_forgets_whom_it_was_about(seat: Seat) -> None:
    collected((PERSON,))
    shutil.rmtree(keys_of(settings.HOME.warehouse("ours")))
    erasure = done(seat)
    assert erasure.state == "failed"
    assert "named by a key that is not here" in erasure.problems[0]
    assert list((settings.HOME.folder / "erasing").iterdir()) == []


def test_an_erasure_that_was_interrupted_has_failed(seat: Seat) -> None:
    number = erase_person(seat, PERSON, PERSON)
    Erasure.objects.filter(pk=number).update(state="running")
    end_what_was_interrupted()
    assert [one.state for one in erasures_of(seat.workspace)] == ["failed"]
    assert list((settings.HOME.folder / "erasing").iterdir()) == []


def test_it_asks_again_before_anything_is_done(signed_in: Callable[[Role], Client]) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    first = client.post(PAGE + "erase/", {"person": PERSON})
    assert "This cannot be taken back" in first.content.decode()
    assert "no-store" in first["Cache-Control"]
    wrong = client.post(PAGE + "erase/", {"person": PERSON, "again": "maria.m"})
    assert wrong.status_code == 400
    assert "The two ids are not the same" in wrong.content.decode()
    assert client.post(PAGE + "erase/", {"person": " "}).status_code == 400
    assert not Erasure.objects.exists()
    asked = client.post(PAGE + "erase/", {"person": PERSON, "again": f" {PERSON} "}, follow=True)
    assert "Asked for." in asked.content.decode()
    assert Erasure.objects.get().state == "waiting"


def test_the_log_asks_again_by_itself_only_while_one_is_under_way(
    signed_in: Callable[[Role], Client], seat: Seat
) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    number = erase_person(seat, PERSON, PERSON)
    assert "every 2s" in client.get(PAGE + "erasures/").content.decode()
    erase_person_now.func(number)
    assert "every 2s" not in client.get(PAGE + "erasures/").content.decode()


def test_the_log_can_be_taken_along(signed_in: Callable[[Role], Client], seat: Seat) -> None:
    done(seat)
    header, line = signed_in(Role.ADMINISTRATOR).get(PAGE + "erasures/csv/").content.decode("utf-8-sig").splitlines()
    assert header == "asked_at,asked_by,mark,state,ended_at,rows_of_lake,rows_of_files,files_left"
    assert line.endswith(",0,2,0")
    assert PERSON not in line


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_administrators_erases_or_sees_the_log(
    stage: Stage, signed_in: Callable[[Role], Client], role: Role
) -> None:
    with pytest.raises(NotAllowed):
        erase_person(stage.seats[role], PERSON, PERSON)
    client = signed_in(role)
    assert client.post(PAGE + "erase/", {"person": PERSON, "again": PERSON}).status_code == 403
    assert client.get(PAGE + "erasures/").status_code == 403
    assert client.get(PAGE + "erasures/csv/").status_code == 403
    assert "Erase a person" not in client.get(PAGE).content.decode()
    assert not Erasure.objects.exists()


def test_erasures_of_another_workspace_are_not_shown(stage: Stage, signed_in: Callable[[Role], Client]) -> None:
    mark = done(stage.their_seat).mark[:16]
    assert mark not in signed_in(Role.ADMINISTRATOR).get(PAGE).content.decode()
    assert mark in client_of(stage.their_seat).get("/w/theirs/privacy/").content.decode()
    assert client_of(stage.their_seat).post(PAGE + "erase/", {"person": PERSON, "again": PERSON}).status_code == 404


@pytest.mark.parametrize("person", ["", "   ", "a\nb", "x" * 301])
def test_what_is_no_id_is_refused(seat: Seat, person: str) -> None:
    with pytest.raises(BadInput, match="id of the person"):
        erase_person(seat, person, person)


def test_what_pages_remember_of_them_and_what_they_wrote_who_was_blocked_go_too(seat: Seat) -> None:
    key = person_key_of(settings.HOME.warehouse("ours"))
    names = PersonHash.kept_in(key, create=True)
    folder = delivery_folder(settings.HOME.folder, "ours")
    with closing(GuidanceStore(folder)) as store:
        for person in (PERSON, "clerk-4"):
            store.change(names.of(person), 1, lambda memory: (after_objection(memory, objects=True, now=1), None))
    done(seat)
    with closing(GuidanceStore(folder)) as store:
        assert store.memory(names.of(PERSON)) == Memory()
        assert store.memory(names.of("clerk-4")) != Memory()
