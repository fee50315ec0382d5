"""The built SDK on a page of a host, in a browser, from the script tag to what is sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.guidance.looked_at import exposures, is_quiet, is_shown, shows_nothing
from tests.guidance.served import BANNER, FIELD_HELP, SUBMITTED, Served, guide, guides, signed, written

SURVEY = {
    "kind": "survey",
    "question": {"en": "What held you up?"},
    "choices": [{"reason": "access", "text": {"en": "I was not allowed to"}}],
}
YESTERDAY = written(datetime.now(UTC) - timedelta(days=1))


def test_field_help_is_fetched_verified_and_shown_and_its_exposure_sent(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP)))
    page.goto(served.address)
    sent = exposures(served)
    assert [(row["intervention_id"], row["arm"], row["action"], row["user_id"]) for row in sent] == [
        ("cost-centre", "shown", "shown", "4711")
    ]
    page.focus("#cost-centre")
    is_shown(page, "Who pays for it")
    is_quiet(page)


def test_guidance_is_in_the_language_that_the_page_says(served: Served, page: Page) -> None:
    served.envelope, served.language = signed(guides(guide("cost-centre", FIELD_HELP))), "de-AT"
    page.goto(served.address)
    exposures(served)
    page.focus("#cost-centre")
    is_shown(page, "Wer dafür zahlt")
    is_shown(page, "Richtig")


def test_who_is_held_out_sees_nothing_and_is_counted(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP, design="holdout", held_out=1)))
    page.goto(served.address)
    (exposure,) = exposures(served)
    assert (exposure["arm"], "action" in exposure) == ("held_out", False)
    shows_nothing(page)
    is_quiet(page)


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"workspace": "another"}, "other_workspace"),
        ({"expires_at": YESTERDAY}, "expired"),
        ({"guides": [guide("g", FIELD_HELP | {"purpose": {"en": "<img src=x onerror=alert(1)>"}})]}, "hostile"),
        ({"guides": [guide("g", FIELD_HELP | {"at": ["input[value^='4']"]})]}, "hostile"),
    ],
)
def test_content_that_is_not_as_it_must_be_is_refused_and_reported(
    served: Served, page: Page, change: dict[str, Any], because: str
) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP)) | change)
    page.goto(served.address)
    assert served.awaited("refusals") == [{"key": "dp_test", "because": because}]
    shows_nothing(page)
    is_quiet(page)


def test_content_that_was_changed_after_it_was_signed_is_refused(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP))).replace(b"Who pays", b"Who prays")
    page.goto(served.address)
    assert served.awaited("refusals") == [{"key": "dp_test", "because": "bad_signature"}]
    shows_nothing(page)


def test_a_lower_sequence_than_was_seen_is_refused_and_the_last_good_one_serves(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP), sequence=7))
    page.goto(served.address)
    exposures(served)
    served.envelope = signed(guides(guide("banner", BANNER), sequence=6))
    page.reload()
    assert served.awaited("refusals") == [{"key": "dp_test", "because": "downgraded"}]


def test_the_last_good_document_serves_while_the_server_is_down(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP)))
    page.goto(served.address)
    exposures(served)
    served.broken = True
    page.reload()
    page.wait_for_timeout(1_000)
    page.focus("#cost-centre")
    is_shown(page, "Who pays for it")
    is_quiet(page)


def test_a_page_in_html_in_place_of_the_document_is_the_same_as_none(served: Served, page: Page) -> None:
    served.envelope, served.content_type = b"<html><script>alert(1)</script></html>", "text/html"
    page.goto(served.address)
    shows_nothing(page)
    assert served.came == []
    is_quiet(page)


def test_what_is_sent_holds_the_case_and_nothing_that_was_entered(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP), labels=[SUBMITTED]))
    page.goto(f"{served.address}/requests/secret-canary?token=canary#canary")
    exposures(served)
    page.fill("#cost-centre", "canary-4711")
    page.fill("#text", "canary of the text")
    page.evaluate("document.querySelector('#text').setAttribute('aria-label', 'canary')")
    served.came.clear()
    page.click("#send")
    served.awaited("progress")
    (event,) = (served.awaited("events"), served.rows("events"))[1]
    said = {"table": "events", "workflow": "request", "case_id": "R-17", "activity": "Submitted", "user_id": "4711"}
    assert {name: value for name, value in event.items() if name not in {"at", "event_id"}} == said
    (progress,) = served.bodies("progress")
    assert (progress["step"], progress["right"]) == ("submit", True)
    assert "canary" not in str(served.came)
    assert "canary" not in page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    is_quiet(page)


def test_a_step_is_sent_though_the_page_is_left_in_the_same_moment(served: Served, page: Page) -> None:
    """A step is taken in a moment after its click; a page that is left at once takes it in before.

    It may be sent twice, under one id: as the page is left, and once more where the page lives on.
    """
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP), labels=[SUBMITTED]))
    page.goto(f"{served.address}/requests/17")
    exposures(served)
    served.came.clear()
    page.evaluate("document.querySelector('#send').click(), dispatchEvent(new PageTransitionEvent('pagehide'))")
    page.goto("about:blank")
    served.awaited("events")
    came = {(event["case_id"], event["activity"], event["event_id"]) for event in served.rows("events")}
    assert [(case, activity) for case, activity, _ in came] == [("R-17", "Submitted")]


def test_the_server_may_deny_a_showing(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("banner", BANNER)))
    served.answers["claims"] = {"show": False, "because": "often_enough"}
    page.goto(served.address)
    (claim,) = served.awaited("claims")
    assert (claim["person"], claim["guide"]) == ("4711", "banner")
    page.wait_for_timeout(1_500)
    assert page.locator("desirepath-guides").count() == 0
    assert served.rows("exposures") == []


def test_a_survey_is_loaded_when_it_is_needed_and_its_answer_is_sent(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("survey", SURVEY)))
    page.goto(served.address)
    page.get_by_label("I was not allowed to").check()
    page.get_by_role("button", name="Send").last.click()
    assert served.awaited("outcomes")[-1]["outcome"] == "answered"
    page.wait_for_timeout(1_500)
    assert [(row["step"], row["reason"]) for row in served.rows("answers")] == [("quote", "access")]
    assert [row["action"] for row in served.rows("exposures")] == ["shown", "completed"]
    is_quiet(page)


def test_who_objects_is_neither_shown_nor_recorded_anything(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP), labels=[SUBMITTED]))
    served.answers["arrivals"] = {"objects": True}
    page.goto(f"{served.address}/requests/1")
    served.awaited("arrivals")
    shows_nothing(page)
    page.click("#send")
    page.wait_for_timeout(1_500)
    assert [what for what, _ in served.came] == ["arrivals"]


def test_who_objects_in_the_page_is_recorded_no_more_from_that_moment(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("banner", BANNER), labels=[SUBMITTED]))
    page.goto(f"{served.address}/requests/1")
    is_shown(page, "The new form is here")
    served.awaited("events")
    page.evaluate("desirepath.open('recorded')")
    page.get_by_role("switch").check(force=True)
    assert [body["objects"] for body in served.awaited("objections")] == [True]
    expect(page.get_by_text("The new form is here", exact=True)).to_have_count(0)
    came = len(served.came)
    page.click("#send")
    page.wait_for_timeout(1_500)
    assert len(served.came) == came
    page.get_by_role("switch").uncheck(force=True)
    page.click("#send")
    page.wait_for_timeout(1_500)
    assert [body["objects"] for body in served.bodies("objections")] == [True, False]
    assert [row["activity"] for row in served.rows("events")] == ["Submitted"]
    is_quiet(page)


def test_silence_takes_everything_off_the_page_and_sends_nothing_more(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("banner", BANNER), labels=[SUBMITTED]))
    page.goto(f"{served.address}/requests/1")
    is_shown(page, "The new form is here")
    served.awaited("events")
    page.evaluate("desirepath.silence()")
    assert page.locator("desirepath-guides").count() == 0
    came = len(served.came)
    page.click("#send")
    page.evaluate("desirepath.track('x', {workflow: 'request', case: 'R-1'})")
    page.wait_for_timeout(1_500)
    assert len(served.came) == came
    is_quiet(page)


def test_pages_are_switched_off_within_a_minute(served: Served, page: Page) -> None:
    page.clock.install()
    served.envelope = signed(guides(guide("banner", BANNER)))
    page.goto(served.address)
    page.clock.run_for(3_000)
    is_shown(page, "The new form is here")
    served.envelope = signed(guides(guide("banner", BANNER), sequence=2, silent=True))
    for _ in range(5):
        page.clock.run_for(15_000)
        page.wait_for_timeout(100)
    assert page.locator("desirepath-guides").get_by_text("The new form is here").count() == 0
