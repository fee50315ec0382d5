"""What people said to guidance: who is blocked and what was answered, who confirmed what, what pages refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client

from desirepath.connectors.person_ids import PersonHash
from desirepath.console.audit.models import Entry
from desirepath.console.escalations.actions.answer_escalation import answer_escalation
from desirepath.console.escalations.reads import confirmed_of, escalations_of, refused_of
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput
from desirepath.warehouse.guidance_records import (
    Blocked,
    Confirmed,
    count_refusal,
    keep_acknowledgement,
    keep_escalation,
)
from desirepath.warehouse.guidance_store import FILE, GuidanceStore
from desirepath.warehouse.published_guides import delivery_folder
from desirepath.warehouse.signing import SigningKey
from desirepath.warehouse.write_keys import folder_of_keys
from tests.console.conftest import client_of
from tests.console.stage import Stage

SignedIn = Callable[[Role], Client]
NOON = 1_795_780_800_000
"""2026-11-27, 12:00 UTC, in milliseconds."""
BLOCKED = Blocked(
    person="a1b2", guide="help", workflow="purchase_request", step="quote", to="access", text="<b>I may not.</b>"
)


@pytest.fixture
def store(stage: Stage) -> Iterator[GuidanceStore]:
    """What pages of `ours` said; nothing yet."""
    del stage
    folder = delivery_folder(settings.HOME.folder, "ours")
    for file in folder.glob(f"{FILE}*"):
        file.unlink()
    made = GuidanceStore(folder)
    yield made
    made.close()
    for file in folder.glob(f"{FILE}*"):
        file.unlink()


def test_who_is_blocked_is_listed_and_answered_once(
    stage: Stage, seat: Seat, signed_in: SignedIn, store: GuidanceStore
) -> None:
    first, second = (keep_escalation(store, BLOCKED, NOON + at) for at in range(2))
    client = signed_in(Role.AUTHOR)
    page = client.get("/w/ours/escalations/").content.decode()
    for part in (first, second, "&lt;b&gt;I may not.&lt;/b&gt;", "Owner of access", "purchase_request · quote"):
        assert part in page
    assert "a1b2" not in page
    client.post(f"/w/ours/escalations/{second}/answer/", {"note": "You may now."})
    assert Entry.objects.latest("number").verb == "escalation.answered"
    found = escalations_of(seat.workspace, "ours")
    assert [(one.reference, one.note, one.by) for one in found] == [
        (first, "", ""),
        (second, "You may now.", stage.seats[Role.AUTHOR].email),
    ]
    with pytest.raises(BadInput, match="answered it already"):
        answer_escalation(seat, second, "Again.")
    assert "You may now." in client.get("/w/ours/escalations/").content.decode()


@pytest.mark.parametrize(("reference", "note", "status"), [("E-1", " ", 302), ("E-9", "Done.", 404)])
def test_an_answer_needs_words_and_an_escalation(
    seat: Seat, signed_in: SignedIn, store: GuidanceStore, reference: str, note: str, status: int
) -> None:
    keep_escalation(store, BLOCKED, NOON)
    answer = signed_in(Role.AUTHOR).post(f"/w/ours/escalations/{reference}/answer/", {"note": note})
    assert answer.status_code == status
    assert escalations_of(seat.workspace, "ours")[0].answered_at is None


def test_only_those_of_the_owner_asked_for_are_shown(signed_in: SignedIn, store: GuidanceStore) -> None:
    keep_escalation(store, BLOCKED, NOON)
    client = signed_in(Role.AUTHOR)
    assert "I may not." in client.get("/w/ours/escalations/?to=access").content.decode()
    assert "I may not." not in client.get("/w/ours/escalations/?to=policy").content.decode()


def test_viewers_and_people_of_other_workspaces_do_not_read_who_is_blocked(
    stage: Stage, signed_in: SignedIn, store: GuidanceStore
) -> None:
    said = "Said in our workspace alone."
    keep_escalation(store, replace(BLOCKED, text=said), NOON)
    assert said in signed_in(Role.AUTHOR).get("/w/ours/escalations/").content.decode()
    assert signed_in(Role.VIEWER).get("/w/ours/escalations/").status_code == 403
    assert client_of(stage.their_seat).get("/w/ours/escalations/").status_code == 404
    assert said not in client_of(stage.their_seat).get("/w/theirs/escalations/").content.decode()


def test_an_administrator_asks_whether_a_person_confirmed_and_that_is_told(
    signed_in: SignedIn, store: GuidanceStore
) -> None:
    key = folder_of_keys(settings.HOME.warehouse("ours")) / "person.key"
    name = PersonHash.kept_in(key, create=True).of("4711")
    confirmed = Confirmed(person=name, guide="rule", version=2, wording="I have read the rule.")
    keep_acknowledgement(store, confirmed, NOON)
    keep_acknowledgement(store, Confirmed(person="ffff", guide="rule", version=2, wording="I have read it."), NOON)
    assert [(one.guide, one.version, one.people) for one in confirmed_of("ours")] == [("rule", 2, 2)]
    client = signed_in(Role.ADMINISTRATOR)
    theirs = client.post("/w/ours/acknowledgements/check/", {"person": "4711"}).content.decode()
    assert "I have read the rule." in theirs
    last = Entry.objects.latest("number")
    assert (last.verb, last.about) == ("acknowledgement.checked", name)
    none = client.post("/w/ours/acknowledgements/check/", {"person": "4712"}).content.decode()
    assert "nothing of theirs is in the record" in none
    assert "I have read the rule." not in none
    assert signed_in(Role.ADOPTION_OWNER).post("/w/ours/acknowledgements/check/", {}).status_code == 403


def test_the_record_is_exported_by_administrators_with_an_audit_line(signed_in: SignedIn, store: GuidanceStore) -> None:
    keep_acknowledgement(store, Confirmed(person="ffff", guide="rule", version=2, wording="=1+1"), NOON)
    assert signed_in(Role.PROCESS_OWNER).get("/w/ours/acknowledgements/csv/").status_code == 403
    lines = signed_in(Role.ADMINISTRATOR).get("/w/ours/acknowledgements/csv/").content.decode().splitlines()
    assert lines[1].startswith("1,2026-11-27T12:00:00+00:00,ffff,rule,2,'=1+1,")
    assert Entry.objects.latest("number").verb == "table.exported"


def test_a_record_that_was_changed_says_so(signed_in: SignedIn, store: GuidanceStore) -> None:
    keep_acknowledgement(store, Confirmed(person="ffff", guide="rule", version=2, wording="Yes."), NOON)
    client = signed_in(Role.VIEWER)
    assert "was changed" not in client.get("/w/ours/acknowledgements/").content.decode()
    with store.changing() as held:
        held.execute("UPDATE acknowledgements SET wording = 'No.'")
    assert "Line 1 of the record was changed" in client.get("/w/ours/acknowledgements/").content.decode()


def test_what_pages_refused_is_counted_on_the_page_of_applications(signed_in: SignedIn, store: GuidanceStore) -> None:
    for at in range(3):
        count_refusal(store, "bad_signature", "", NOON + at)
    count_refusal(store, "hostile", "help", NOON)
    assert [(one.because, one.guide, one.times, one.last) for one in refused_of("ours")] == [
        ("bad_signature", "", 3, "2026-11-27"),
        ("hostile", "help", 1, "2026-11-27"),
    ]
    page = signed_in(Role.VIEWER).get("/w/ours/applications/").content.decode()
    assert "not signed with the key that the page trusts" in page
    assert "asks for what no content may" in page


def test_a_new_key_comes_with_the_script_tag_of_its_application(signed_in: SignedIn) -> None:
    given = {"application": "purchasing", "origins": "https://erp.example.com", "events": "100"}
    page = signed_in(Role.APPLICATION_OWNER).post("/w/ours/applications/keys/", given).content.decode()
    trust = SigningKey.of_home(settings.HOME.folder).public
    for part in ("/desirepath/v1/sdk/loader.js", "data-workspace=&#34;ours&#34;", f"data-trust=&#34;{trust}&#34;"):
        assert part in page
