"""What pages say of a person is remembered under a name that tells nothing, and kept for those who act on it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from desirepath.connectors.person_ids import HASHED, PersonHash
from desirepath.warehouse.guidance_records import acknowledgements, broken_line, escalations, refusals
from desirepath.warehouse.guidance_store import FILE, GuidanceStore, erase_person
from desirepath.warehouse.lake.layout import person_key_of
from desirepath.warehouse.published_guides import delivery_folder, warehouse_folder
from tests.delivery.conftest import Served
from tests.delivery.made import DAY, HOUR

SHOWN = {"show": True, "because": None}


def silent(because: str) -> dict[str, object]:
    return {"show": False, "because": because}


def folder_of(delivery: Served) -> Path:
    return delivery_folder(delivery.made.home, "works")


def name_of(delivery: Served, person: str) -> str:
    key = person_key_of(warehouse_folder(delivery.made.home, "works"))
    return PersonHash.kept_in(key).of(person)


def test_a_guide_is_claimed_as_often_as_it_may_be_shown(delivery: Served) -> None:
    assert [delivery.claim("banner") for _ in range(3)] == [SHOWN, SHOWN, silent("often_enough")]
    assert delivery.claim("banner", person="4712") == SHOWN
    delivery.clock.now += 7 * DAY
    assert delivery.claim("banner") == SHOWN


def test_guides_that_disturb_are_three_a_day_by_the_clock_of_the_reader(delivery: Served) -> None:
    for _ in range(2):
        assert delivery.claim("banner") == SHOWN
    assert delivery.claim("survey") == SHOWN
    delivery.made.publish(limits={"guides_a_day": 3, "surveys_days_apart": 0})
    delivery.running.workspaces.refresh()
    assert delivery.claim("survey") == silent("enough_today")
    assert delivery.claim("cost-centre") == SHOWN
    delivery.clock.now += 10 * HOUR
    # It is 22:00 in UTC and past midnight three hours further east.
    assert delivery.claim("survey", minutes=60) == silent("enough_today")
    assert delivery.claim("survey", minutes=180) == SHOWN


def test_a_question_is_asked_again_after_thirty_days(delivery: Served) -> None:
    assert delivery.claim("survey") == SHOWN
    delivery.clock.now += 30 * DAY - 1
    assert delivery.claim("survey") == silent("asked_lately")
    delivery.clock.now += 1
    assert delivery.claim("survey") == SHOWN


def test_who_snoozed_a_guide_has_a_day_of_rest_and_who_said_not_again_has_all(delivery: Served) -> None:
    for outcome, because in (("snoozed", "snoozed"), ("not_again", "over")):
        answer = delivery.say("/v1/outcomes", person="4711", guide="cost-centre", outcome=outcome)
        assert (answer.status, answer.body) == (204, b"")
        assert delivery.claim("cost-centre") == silent(because)
        delivery.clock.now += DAY
    assert delivery.claim("cost-centre") == silent("over")


def test_a_guide_fades_after_three_cases_that_went_right_and_one_event_counts_once(delivery: Served) -> None:
    step = {"person": "4711", "workflow": "purchase_request", "step": "quote"}
    for event in ("a", "b", "b", "b"):
        assert delivery.say("/v1/progress", **step, right=True, event_id=event).status == 204
    assert delivery.claim("cost-centre") == SHOWN
    delivery.say("/v1/progress", **step, right=True, event_id="c")
    assert delivery.claim("cost-centre") == silent("faded")
    delivery.say("/v1/progress", **step, right=False, event_id="d")
    assert delivery.claim("cost-centre") == SHOWN


def test_nothing_is_remembered_of_steps_at_which_nothing_fades(delivery: Served) -> None:
    said = {"person": "4711", "workflow": "travel", "step": "quote", "right": True, "event_id": "a"}
    assert delivery.say("/v1/progress", **said).status == 204
    with closing(GuidanceStore(folder_of(delivery))) as store:
        assert store.memory(name_of(delivery, "4711")).right_in_a_row == {}


def test_who_objects_is_shown_nothing_until_they_take_it_back(delivery: Served) -> None:
    for objects, seen in ((True, silent("objected")), (False, SHOWN)):
        assert delivery.say("/v1/objections", person="4711", objects=objects).status == 204
        assert delivery.say("/v1/arrivals", person="4711").told == {"objects": objects}
        assert delivery.claim("cost-centre") == seen
    assert delivery.say("/v1/arrivals", person="4712").told == {"objects": False}


def test_what_is_not_live_is_claimed_by_nobody(delivery: Served) -> None:
    assert delivery.claim("later") == delivery.claim("unheard-of") == silent("not_live")
    delivery.made.publish(silent=True)
    delivery.running.workspaces.refresh()
    assert delivery.claim("banner") == silent("switched_off")
    delivery.clock.now += 400 * DAY
    delivery.made.publish()
    delivery.running.workspaces.refresh()
    assert delivery.claim("banner") == silent("expired")


def test_who_is_blocked_gets_a_reference_and_the_owner_reads_it_without_addresses(delivery: Served) -> None:
    said = {"person": "4711", "guide": "blocked", "workflow": "purchase_request", "step": "quote", "to": "access"}
    text = "I may not see cost centre 4100. Write to buyer@example.com"
    assert delivery.say("/v1/escalations", **said, text=text).told == {"reference": "E-1"}
    assert delivery.say("/v1/escalations", **said | {"to": "policy"}, text="Why two quotes?").told == {
        "reference": "E-2"
    }
    newest, first = escalations(delivery.made.home, "works")
    assert (newest.reference, newest.to, newest.text) == ("E-2", "policy", "Why two quotes?")
    assert first.text == "I may not see cost centre 4100. Write to _"
    assert (first.person, first.at.isoformat()) == (name_of(delivery, "4711"), "2026-11-27T12:00:00+00:00")


def test_who_confirmed_which_wording_is_recorded_once_and_in_order(delivery: Served) -> None:
    said = {"guide": "policy", "version": 2, "wording": "I have read the new policy."}
    for person in ("4711", "4712", "4711"):
        assert delivery.say("/v1/acknowledgements", person=person, **said).told == {"recorded": True}
    found = acknowledgements(delivery.made.home, "works")
    assert [(one.number, one.person) for one in found] == [
        (2, name_of(delivery, "4712")),
        (1, name_of(delivery, "4711")),
    ]
    assert {(one.guide, one.version, one.wording) for one in found} == {tuple(said.values())}
    assert broken_line(delivery.made.home, "works") is None


def test_a_record_that_was_edited_shortened_in_the_middle_or_reordered_is_found_out(delivery: Served) -> None:
    for person in ("1", "2", "3"):
        delivery.say("/v1/acknowledgements", person=person, guide="policy", version=1, wording="Read.")
    edits = (
        ("UPDATE acknowledgements SET wording = 'Agreed.' WHERE number = 2", 2),
        ("UPDATE acknowledgements SET person = 'somebody' WHERE number = 2", 2),
        ("UPDATE acknowledgements SET at = at - 1 WHERE number = 1", 1),
        ("DELETE FROM acknowledgements WHERE number = 2", 2),
    )
    file = folder_of(delivery) / FILE
    for edit, line in edits:
        with closing(sqlite3.connect(file)) as kept:
            before = kept.execute("SELECT * FROM acknowledgements").fetchall()
            with kept:
                kept.execute(edit)
            assert broken_line(delivery.made.home, "works") == line
            with kept:
                kept.execute("DELETE FROM acknowledgements")
                kept.executemany(f"INSERT INTO acknowledgements VALUES ({', '.join('?' * 9)})", before)
        assert broken_line(delivery.made.home, "works") is None


def test_content_that_pages_refused_is_counted_by_day_and_reason(delivery: Served) -> None:
    for said in ({"because": "expired"}, {"because": "expired"}, {"because": "a_new_one"}, {"because": "fault"}):
        assert delivery.say("/v1/refusals", **said).status == 204
    delivery.clock.now += DAY
    delivery.say("/v1/refusals", because="hostile", guide="banner")
    delivery.say("/v1/refusals", because="hostile", guide="made-up")
    found = [(one.day, one.because, one.guide, one.times) for one in refusals(delivery.made.home, "works")]
    assert found == [
        ("2026-11-28", "hostile", "", 1),
        ("2026-11-28", "hostile", "banner", 1),
        ("2026-11-27", "expired", "", 2),
        ("2026-11-27", "fault", "", 1),
        ("2026-11-27", "unknown_structure", "", 1),
    ]


def test_the_id_of_a_person_is_kept_nowhere_and_their_name_is_that_of_the_collector(delivery: Served) -> None:
    person = "canary-4711-canary"
    delivery.claim("banner", person=person)
    delivery.say("/v1/progress", person=person, workflow="purchase_request", step="quote", right=True, event_id="a")
    delivery.say("/v1/acknowledgements", person=person, guide="policy", version=1, wording="Read.")
    delivery.say("/v1/escalations", person=person, guide="b", workflow="w", step="s", to="access", text="Help")
    kept = b"".join(file.read_bytes() for file in delivery.made.home.rglob("*") if file.is_file())
    assert person.encode() not in kept
    assert name_of(delivery, person).encode() in kept
    assert HASHED.fullmatch(name_of(delivery, person))
    delivery.say("/v1/objections", person=f"  {person}\n", objects=True)
    assert delivery.say("/v1/arrivals", person=person).told == {"objects": True}


def test_an_erased_person_is_gone_and_the_record_of_confirmations_stays_whole(delivery: Served) -> None:
    for person in ("4711", "4712"):
        delivery.claim("banner", person=person)
        delivery.say("/v1/progress", person=person, workflow="purchase_request", step="quote", right=True, event_id="a")
        delivery.say("/v1/acknowledgements", person=person, guide="policy", version=1, wording="Read.")
        delivery.say("/v1/escalations", person=person, guide="b", workflow="w", step="s", to="access", text="Help")
    erased, stays = name_of(delivery, "4711"), name_of(delivery, "4712")
    erase_person(folder_of(delivery), erased)
    kept = b"".join(file.read_bytes() for file in folder_of(delivery).iterdir())
    assert (erased.encode() in kept, stays.encode() in kept) == (False, True)
    assert [one.person for one in acknowledgements(delivery.made.home, "works")] == [stays, None]
    assert broken_line(delivery.made.home, "works") is None
    assert delivery.claim("banner") == SHOWN


def test_who_was_not_heard_of_for_long_is_forgotten_and_confirmations_are_not(delivery: Served) -> None:
    delivery.claim("banner")
    delivery.say("/v1/escalations", person="1", guide="b", workflow="w", step="s", to="access", text="Help")
    delivery.say("/v1/acknowledgements", person="1", guide="policy", version=1, wording="Read.")
    delivery.clock.now += 401 * DAY
    delivery.running.workspaces.tidy()
    assert delivery.say("/v1/arrivals", person="4711").status == 200  # after the tidying, in the same thread
    with closing(sqlite3.connect(folder_of(delivery) / FILE)) as kept:
        counts = [kept.execute(f"SELECT count(*) FROM {one}").fetchone()[0] for one in ("people", "escalations")]
    assert counts == [0, 0]
    assert len(acknowledgements(delivery.made.home, "works")) == 1


def test_there_is_nothing_to_read_and_nobody_to_erase_before_anybody_came(tmp_path: Path) -> None:
    assert escalations(tmp_path, "works") == acknowledgements(tmp_path, "works") == refusals(tmp_path, "works") == ()
    assert broken_line(tmp_path, "works") is None
    erase_person(tmp_path, "0" * 32)
    assert list(tmp_path.iterdir()) == []
