"""Words: themes with their volume, phrases, and teaching what a phrase means."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from desirepath.console.audit.models import Entry
from desirepath.console.diagnoses.reads import found_in, latest_done
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.words.actions.forget_phrase import forget_phrase
from desirepath.console.words.actions.teach_phrase import teach_phrase
from desirepath.console.words.reads import taught_in
from desirepath.console.words.shown import Asked, Titles, phrases_shown, tables_shown
from desirepath.console.workspaces.permissions import PERMISSIONS, NotAllowed, Role
from desirepath.console.workspaces.seat import Seat
from desirepath.runs.kept_values import keep_value, kept_value
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.said import Label, Phrase, Said, Theme
from tests.console.conftest import client_of
from tests.console.stage import Stage

PAGE = "/w/ours/r/purchase-requests/words/"
TRAY = Label(phrase="purple tray", blocker=BlockerKind.ACCESS_GAP)
QUOTE = Theme(
    theme="tickets.request.quote",
    name="quote missing",
    table="tickets",
    workflow="request",
    step="quote",
    blocker=BlockerKind.WORKFLOW_FRICTION,
    texts=50,
    people=31,
    weeks=(12, None, 18),
    before=10,
    words=("quote", "missing"),
)
PHRASE = Phrase(text="purple tray", table="tickets", workflow="request", step=None, people=14, blocker=None, sure=0.4)
SAID = Said(
    themes=(
        QUOTE,
        replace(QUOTE, theme="t2", name="badge office", step=None, blocker=None, words=("badge",), before=None),
    ),
    unassigned={"tickets": 25},
    texts={"tickets": 125},
    phrases=(replace(PHRASE, text="quote is missing", people=12, step="quote"), PHRASE),
)
TITLES = Titles({"request": "Purchase request"}, {"request/quote": "Enter the quote"})


@pytest.fixture
def rollout(stage: Stage) -> RolloutSeen:
    """The rollout, whose taught labels go afterwards: files are in no transaction."""
    labels = [one.folder / "labels.csv" for one in (stage.rollout, stage.their_rollout)]
    for file in labels:
        file.unlink(missing_ok=True)
    yield stage.rollout
    for file in labels:
        file.unlink(missing_ok=True)


def page_of(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_a_diagnosis_keeps_what_people_said(stage: Stage) -> None:
    run = latest_done(stage.rollout.id)
    assert run is not None
    said = found_in(run).said
    assert said is not None
    assert said.texts["tickets"] > 0
    assert all(one.people >= 10 for one in (*said.themes, *said.phrases))


def test_what_was_kept_is_read_back_equal(tmp_path: Path) -> None:
    keep_value(tmp_path / "said.kept", SAID)
    assert kept_value(tmp_path / "said.kept") == SAID


def test_volumes_stand_by_table_with_the_share_in_no_theme() -> None:
    (table,) = tables_shown(SAID, TITLES, Asked())
    assert (table.texts, table.unassigned) == (125, 0.2)
    first, second = table.themes
    assert (first.step, first.blocker, first.since) == ("Enter the quote", "Workflow friction", 40)
    assert (second.step, second.blocker, second.since) == ("", "", None)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (Asked(workflow="request"), ["quote missing", "badge office"]),
        (Asked(step="request/quote"), ["quote missing"]),
        (Asked(words="BADGE off"), ["badge office"]),
        (Asked(workflow="other"), []),
    ],
)
def test_themes_are_asked_for_by_place_and_words(asked: Asked, names: list[str]) -> None:
    (table,) = tables_shown(SAID, TITLES, asked)
    assert [row.theme.name for row in table.themes] == names


def test_the_address_says_what_is_asked_for(
    signed_in: Callable[[Role], Client], stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(Role.VIEWER)
    workflow, step = re.findall(r'<option value="([a-z_-]+)/([a-z_-]+)"', page_of(client))[0]
    here = replace(QUOTE, workflow=workflow, step=step)
    run = latest_done(stage.rollout.id)
    assert run is not None
    said = replace(SAID, themes=(here, replace(here, theme="t2", name="badge office", step=None, words=("badge",))))
    monkeypatch.setitem(found_in(run).__dict__, "said", said)
    both = page_of(client)
    assert "quote missing" in both
    assert "badge office" in both
    assert "badge office" not in page_of(client, f"{PAGE}?at={workflow}/{step}")
    assert "quote missing" not in page_of(client, f"{PAGE}?words=badge")
    assert "badge office" in page_of(client, f"{PAGE}?at=not-there/at-all")


def test_phrases_of_most_people_come_first() -> None:
    shown, more = phrases_shown(SAID, TITLES, Asked())
    assert [row.phrase.text for row in shown] == ["purple tray", "quote is missing"]
    assert more == 0


def test_the_page_shows_themes_and_what_is_hidden_as_few(
    signed_in: Callable[[Role], Client], stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = latest_done(stage.rollout.id)
    assert run is not None
    monkeypatch.setitem(found_in(run).__dict__, "said", replace(SAID, themes=(replace(QUOTE, name="<b>q</b>"),)))
    answer = signed_in(Role.VIEWER).get(PAGE).content.decode()
    assert "&lt;b&gt;q&lt;/b&gt;" in answer
    assert "125 texts; 20% are in no theme." in answer
    assert re.search(r"12 · few · 18", answer)
    assert "Teach a phrase" not in answer


@pytest.mark.parametrize("role", list(Role))
def test_every_role_reads_and_takes_along(signed_in: Callable[[Role], Client], role: Role) -> None:
    client = signed_in(role)
    page_of(client)
    assert client.get(PAGE + "csv/").content.decode("utf-8-sig").startswith("table,workflow,step,theme,words,blocker")
    assert client.get(PAGE + "phrases/csv/").content.decode("utf-8-sig").startswith("table,workflow,step,phrase")
    told = [json.loads(line.details)["table"] for line in Entry.objects.filter(verb="table.exported")]
    assert told == ["themes", "phrases"]


def test_teaching_writes_the_label_and_a_line_and_says_when_it_takes_effect(
    signed_in: Callable[[Role], Client], rollout: RolloutSeen
) -> None:
    client = signed_in(Role.AUTHOR)
    sent = {"phrase": " Purple   tray ", "blocker": "access_gap", "place": ""}
    answer = client.post(PAGE + "teach/", sent, follow=True)
    assert "It takes effect with the next diagnosis." in answer.content.decode()
    assert taught_in(rollout) == (Label(phrase="Purple tray", blocker=BlockerKind.ACCESS_GAP),)
    line = Entry.objects.get(verb="words.taught")
    assert json.loads(line.details) == {
        "phrase": "Purple tray",
        "workflow": None,
        "step": None,
        "blocker": "access_gap",
    }
    assert "Purple tray" in page_of(client)


def test_a_phrase_can_mean_that_it_is_of_no_matter_at_a_step(
    signed_in: Callable[[Role], Client], rollout: RolloutSeen
) -> None:
    places = re.findall(r'<option value="([a-z_]+)/([a-z_]+)"', page_of(signed_in(Role.AUTHOR)))
    workflow, step = places[0]
    sent = {"phrase": "parking gate", "blocker": "none", "place": f"{workflow}/{step}"}
    assert signed_in(Role.AUTHOR).post(PAGE + "teach/", sent).status_code == 302
    assert taught_in(rollout) == (Label(phrase="parking gate", blocker=None, workflow=workflow, step=step),)


def test_the_same_phrase_taught_anew_means_the_new_thing_only(seat: Seat, rollout: RolloutSeen) -> None:
    teach_phrase(seat, rollout, TRAY)
    teach_phrase(seat, rollout, replace(TRAY, phrase="month-end list"))
    newer = replace(TRAY, phrase="PURPLE tray", blocker=BlockerKind.POLICY_AMBIGUITY)
    teach_phrase(seat, rollout, newer)
    assert [one.phrase for one in taught_in(rollout)] == ["PURPLE tray", "month-end list"]


def test_what_was_taught_can_be_taken_back_once(
    signed_in: Callable[[Role], Client], seat: Seat, rollout: RolloutSeen
) -> None:
    teach_phrase(seat, rollout, TRAY)
    client = signed_in(Role.AUTHOR)
    sent = {"phrase": "purple tray", "workflow": ""}
    assert "Taken back." in client.post(PAGE + "forget/", sent, follow=True).content.decode()
    assert taught_in(rollout) == ()
    assert client.post(PAGE + "forget/", sent).status_code == 404
    assert Entry.objects.filter(verb="words.forgotten").count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"phrase": "purple tray", "blocker": "", "place": ""}, "Say what the phrase means"),
        ({"phrase": "  ", "blocker": "access_gap", "place": ""}, "The phrase is missing"),
        ({"phrase": "how is it", "blocker": "access_gap", "place": ""}, "is no phrase"),
        ({"phrase": "purple tray", "blocker": "access_gap", "place": "nowhere"}, "no such workflow"),
        ({"phrase": "x" * 201, "blocker": "access_gap", "place": ""}, "too long"),
    ],
)
def test_what_cannot_be_taught_is_said_and_kept_in_the_form(
    signed_in: Callable[[Role], Client], rollout: RolloutSeen, sent: dict[str, str], said: str
) -> None:
    answer = signed_in(Role.AUTHOR).post(PAGE + "teach/", sent)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 400
    assert said in page
    assert str(settings.HOME.folder) not in page
    assert taught_in(rollout) == ()
    assert not Entry.objects.filter(verb="words.taught").exists()


def test_a_file_of_labels_with_mistakes_is_said_on_the_page(
    signed_in: Callable[[Role], Client], seat: Seat, rollout: RolloutSeen
) -> None:
    (rollout.folder / "labels.csv").write_text("phrase,blocker\npurple tray,acess_gap\n", encoding="utf-8")
    assert "Line 2 of labels.csv: `acess_gap` is no blocker" in page_of(signed_in(Role.VIEWER)).replace(
        "<code>", "`"
    ).replace("</code>", "`")
    with pytest.raises(BadInput):
        teach_phrase(seat, rollout, TRAY)


@pytest.mark.parametrize("role", [role for role in Role if role not in PERMISSIONS["teach_words"]])
def test_who_may_not_teach_cannot(
    stage: Stage, rollout: RolloutSeen, signed_in: Callable[[Role], Client], role: Role
) -> None:
    for act in (
        lambda: teach_phrase(stage.seats[role], rollout, TRAY),
        lambda: forget_phrase(stage.seats[role], rollout, "purple tray", None),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert signed_in(role).post(PAGE + "teach/", {"phrase": "purple tray", "blocker": "none"}).status_code == 403
    assert signed_in(role).post(PAGE + "forget/", {"phrase": "purple tray"}).status_code == 403


def test_nothing_is_there_for_people_of_another_workspace(stage: Stage, rollout: RolloutSeen) -> None:
    client = client_of(stage.their_seat)
    for page in (PAGE, PAGE + "csv/", PAGE + "phrases/csv/"):
        assert client.get(page).status_code == 404
    assert client.post(PAGE + "teach/", {"phrase": "purple tray", "blocker": "none"}).status_code == 404
    mixed = f"/w/ours/r/{stage.their_rollout.slug}/words/teach/"
    assert (
        client_of(stage.seats[Role.ADMINISTRATOR]).post(mixed, {"phrase": "purple tray", "blocker": "none"}).status_code
        == 404
    )
    assert taught_in(rollout) == taught_in(stage.their_rollout) == ()


def test_a_diagnosis_of_an_earlier_version_says_to_diagnose_again(
    signed_in: Callable[[Role], Client], stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = latest_done(stage.rollout.id)
    assert run is not None
    monkeypatch.setitem(found_in(run).__dict__, "said", None)
    assert "Kept without words" in page_of(signed_in(Role.VIEWER))
    assert signed_in(Role.VIEWER).get(PAGE + "csv/").status_code == 404


def test_nothing_said_is_told(
    signed_in: Callable[[Role], Client], stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = latest_done(stage.rollout.id)
    assert run is not None
    monkeypatch.setitem(found_in(run).__dict__, "said", Said(themes=(), unassigned={}, texts={}, phrases=()))
    assert "Nothing was said yet" in page_of(signed_in(Role.VIEWER))
