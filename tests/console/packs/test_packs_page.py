"""Packs on their page: asked for, ready, taken along, verified, deleted, each with a line of the audit log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client

from desirepath.console.audit.models import Entry
from desirepath.console.diagnoses.reads import RunSeen
from desirepath.console.packs.actions.ask_for_pack import ask_for_pack
from desirepath.console.packs.actions.delete_pack import delete_pack
from desirepath.console.packs.models import KeptPack, State, Verification
from desirepath.console.packs.reads import PackSeen, pack_of, packs_of
from desirepath.console.packs.tasks import end_interrupted_packs, make_pack, verify_kept_pack
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from desirepath.runs.kept_pack import FORMS, file_of
from tests.console.conftest import client_of
from tests.console.packs.changed_digits import change_a_digit
from tests.console.stage import Stage

PAGE = "/w/ours/r/purchase-requests/packs/"


def page(client: Client) -> str:
    return " ".join(client.get(PAGE).content.decode().split())


def lines(verb: str) -> list[dict[str, object]]:
    return [json.loads(one.details) for one in Entry.objects.filter(verb=verb)]


def verified(client: Client, pack: PackSeen) -> Verification:
    """Verified by whoever uses the page, and the job done."""
    assert client.post(f"{PAGE}{pack.id}/verify/").status_code == 302
    asked = Verification.objects.latest("pk")
    verify_kept_pack.func(asked.pk)
    asked.refresh_from_db()
    return asked


def test_a_page_without_packs_says_so_and_how_one_is_made(client: Client) -> None:
    text = page(client)
    assert "No pack yet" in text
    assert "Of the diagnosis with data until" in text


def test_what_is_asked_for_waits_on_the_page_and_stands_in_the_audit_log(
    client: Client, stage: Stage, run: RunSeen
) -> None:
    client.post(f"{PAGE}make/?run={run.id}")
    assert "Waiting to be made" in page(client)
    [kept] = packs_of(stage.rollout)
    assert (kept.state, kept.run, kept.known_until) == ("waiting", run.id, run.known_until)
    assert lines("pack.asked") == [{"pack": kept.id, "run": run.id}]


def test_what_waits_already_is_not_asked_for_twice(owner: Seat, stage: Stage, run: RunSeen) -> None:
    assert ask_for_pack(owner, stage.rollout, run) == ask_for_pack(owner, stage.rollout, run)


def test_a_ready_pack_gives_its_four_files_and_each_leaves_a_line(client: Client, pack: PackSeen) -> None:
    assert "ready" in page(client)
    for form in FORMS:
        answer = client.get(f"{PAGE}{pack.id}/files/{form}/")
        assert answer.content == file_of(pack.folder, form).read_bytes()
        assert answer["Content-Disposition"].startswith('attachment; filename="governance-purchase-requests-2025-')
    assert [one["form"] for one in lines("pack.exported")] == list(FORMS)


def test_a_page_of_a_pack_is_never_opened_in_place_of_one_of_ours(client: Client, pack: PackSeen) -> None:
    assert client.get(f"{PAGE}{pack.id}/files/html/")["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize("place", ["0/files/pdf/", "{id}/files/exe/", "{id}/files/rollout/"])
def test_what_there_is_not_is_not_found(client: Client, pack: PackSeen, place: str) -> None:
    assert client.get(PAGE + place.format(id=pack.id)).status_code == 404


def test_a_viewer_takes_packs_along_and_verifies_and_does_nothing_else(stage: Stage, pack: PackSeen) -> None:
    viewer = client_of(stage.seats[Role.VIEWER])
    text = page(viewer)
    assert "Verify" in text
    assert "Delete" not in text
    assert "Make a pack" not in text
    posts = ("make/", "schedule/", f"{pack.id}/delete/")
    assert [viewer.post(PAGE + one).status_code for one in posts] == [403, 403, 403]
    assert viewer.get(f"{PAGE}{pack.id}/files/json/").status_code == 200


def test_a_verified_pack_says_so_with_who_asked_in_the_audit_log(client: Client, pack: PackSeen) -> None:
    asked = verified(client, pack)
    assert (asked.state, asked.differing) == ("done", [])
    assert "Every number is as computed, in all forms." in page(client)
    assert Entry.objects.get(verb="pack.verification_asked").who == "adoption_owner@ours.example"
    assert lines("pack.verification_done") == [{"differing": 0, "why": ""}]


@pytest.mark.parametrize("form", FORMS)
def test_a_changed_digit_is_named_with_the_form_it_stands_in(client: Client, pack: PackSeen, form: str) -> None:
    change_a_digit(pack.folder, form)
    asked = verified(client, pack)
    assert {one for one, _what in asked.differing} == {form}
    assert "should be" in asked.differing[0][1]
    assert "not as computed" in page(client)


def test_a_file_that_was_written_anew_is_found_even_where_all_that_is_compared_is_the_same(
    client: Client, pack: PackSeen
) -> None:
    file = file_of(pack.folder, "json")
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8"))), encoding="utf-8")
    assert verified(client, pack).differing == [["json", "other_bytes"]]
    assert "the file is not the one that was written" in page(client)


def test_many_differences_are_counted_and_twenty_are_told(client: Client, pack: PackSeen) -> None:
    file = file_of(pack.folder, "json")
    ledger = json.loads(file.read_text(encoding="utf-8"))
    for one in ledger["figures"][:30]:
        one["title"] = "Something else"
    file.write_text(json.dumps(ledger), encoding="utf-8")
    asked = verified(client, pack)
    assert (len(asked.differing), asked.more) == (20, 1)  # the last of 21 says how many more there are


def test_a_pack_whose_diagnosis_is_gone_is_read_and_can_no_longer_be_verified(
    client: Client, pack: PackSeen, without_diagnosis: Path
) -> None:
    assert not without_diagnosis.exists()
    text = page(client)
    assert "it can be read, but no longer verified" in text
    assert "/verify/" not in text
    client.post(f"{PAGE}{pack.id}/verify/")
    assert not Verification.objects.exists()
    assert client.get(f"{PAGE}{pack.id}/files/pdf/").status_code == 200


def test_a_pack_of_a_diagnosis_that_is_gone_fails_and_says_why(
    client: Client, owner: Seat, stage: Stage, run: RunSeen, without_diagnosis: Path
) -> None:
    assert not without_diagnosis.exists()
    number = ask_for_pack(owner, stage.rollout, run)
    make_pack.func(number)
    assert "The diagnosis that it stands on is gone." in page(client)
    assert len(lines("pack.failed")) == 1


def test_what_was_under_way_when_the_program_stopped_is_said_to_have_failed(
    client: Client, owner: Seat, stage: Stage, run: RunSeen, pack: PackSeen
) -> None:
    making = ask_for_pack(owner, stage.rollout, run)
    KeptPack.objects.filter(pk=making).update(state=State.RUNNING)
    Verification.objects.create(pack_id=pack.id, asked_by=owner.email, state=State.RUNNING)
    end_interrupted_packs()
    text = page(client)
    assert text.count("It was interrupted because the program stopped.") == 2


def test_a_pack_without_a_pdf_says_what_the_server_lacks(client: Client, pack: PackSeen) -> None:
    sha256 = {form: one for form, one in pack.sha256.items() if form != "pdf"}
    KeptPack.objects.filter(pk=pack.id).update(sha256=sha256)
    text = page(client)
    assert "There is no PDF: the server lacks the library pango." in text
    assert "/files/pdf/" not in text
    assert verified(client, pack).differing == []


def test_a_deleted_pack_goes_with_its_files_and_the_log_keeps_its_hashes(
    client: Client, owner: Seat, stage: Stage, pack: PackSeen, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # the fixture
        delete_pack(owner, stage.rollout, pack.id)
    assert pack_of(stage.rollout, pack.id) is None
    assert not pack.folder.exists()
    assert lines("pack.deleted") == [{"run": pack.run, "sha256": dict(pack.sha256)}]
    assert "No pack yet" in page(client)


def test_a_pack_that_is_being_made_is_not_deleted(client: Client, pack: PackSeen) -> None:
    KeptPack.objects.filter(pk=pack.id).update(state=State.RUNNING, says="setting the PDF")
    answer = client.post(f"{PAGE}{pack.id}/delete/", follow=True).content.decode()
    assert "This pack is being made" in answer
    assert "setting the PDF" in answer
    assert KeptPack.objects.filter(pk=pack.id).exists()


def test_the_page_asks_how_far_it_is_and_is_loaded_anew_at_the_end(
    client: Client, owner: Seat, stage: Stage, run: RunSeen
) -> None:
    number = ask_for_pack(owner, stage.rollout, run)
    asked = client.get(f"{PAGE}progress/", headers={"HX-Request": "true"})
    assert "Waiting to be made" in asked.content.decode()
    assert "HX-Refresh" not in asked
    KeptPack.objects.filter(pk=number).update(state=State.FAILED)
    assert client.get(f"{PAGE}progress/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_pack_is_made_once_however_often_the_job_is_handed_out(pack: PackSeen) -> None:
    before = file_of(pack.folder, "json").stat().st_mtime_ns
    make_pack.func(pack.id)
    assert file_of(pack.folder, "json").stat().st_mtime_ns == before
