"""Who reads German reads all of a page in German; the next reader reads their own language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import translation

from desirepath.console.accounts.actions.set_preferences import set_preferences
from desirepath.console.diagnoses.reads import found_in, latest_done
from desirepath.console.look.per_language import cached_per_language
from desirepath.console.workspaces.permissions import Role
from desirepath.report.kept_sentences import kept
from desirepath.report.spoken import speaking
from desirepath.vocabulary.estimate import NotEnoughData
from desirepath.vocabulary.study import Study
from tests.console.stage import Stage

OVERVIEW = "/w/ours/r/purchase-requests/"
FRICTION = "/w/ours/r/purchase-requests/friction/"


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """What a request sets is set back after it."""
    with translation.override("en"):
        yield


def _chosen(stage: Stage, role: Role, language: str) -> None:
    get_user_model().objects.filter(pk=stage.seats[role].person).update(language=language)


def test_a_person_who_chose_german_reads_german(stage: Stage, signed_in: Callable[[Role], Client]) -> None:
    _chosen(stage, Role.VIEWER, "de")
    page = signed_in(Role.VIEWER).get(OVERVIEW).content.decode()
    assert '<html lang="de">' in page
    assert "Tag 27 von 45" in page
    assert "Hürden im Ablauf" in page
    assert "Einhaltung des Wegs" in page
    assert re.search(r"\d,\d\u00a0%", page)
    assert not re.search(r"\d\.\d%", page)


def test_who_chose_nothing_reads_what_the_browser_asks_for(signed_in: Callable[[Role], Client]) -> None:
    client = signed_in(Role.VIEWER)
    assert "Tag 27 von 45" in client.get(OVERVIEW, headers={"accept-language": "de-CH,de;q=0.9"}).content.decode()
    assert "Day 27 of 45" in client.get(OVERVIEW, headers={"accept-language": "fr"}).content.decode()


def test_whoever_is_not_signed_in_is_asked_in_german(db: None, client: Client) -> None:
    del db
    page = client.get(reverse("account_login"), headers={"accept-language": "de"}).content.decode()
    assert "Anmelden" in page
    assert "Passwort" in page


def test_two_readers_one_after_the_other_each_read_their_own_language(
    stage: Stage, signed_in: Callable[[Role], Client]
) -> None:
    _chosen(stage, Role.VIEWER, "de")
    _chosen(stage, Role.AUTHOR, "en")
    for _ in range(2):
        in_german = signed_in(Role.VIEWER).get(OVERVIEW).content.decode()
        in_english = signed_in(Role.AUTHOR).get(OVERVIEW).content.decode()
        assert ("Hürden im Ablauf" in in_german, "Workflow friction" in in_german) == (True, False)
        assert ("Hürden im Ablauf" in in_english, "Workflow friction" in in_english) == (False, True)


def test_what_is_kept_of_a_function_is_kept_for_each_language() -> None:
    asked = []

    @cached_per_language(maxsize=4)
    def spoken(number: int) -> str:
        asked.append(number)
        return translation.gettext("Yes")

    with translation.override("de"):
        assert (spoken(1), spoken(1)) == ("Ja", "Ja")
    with translation.override("en"):
        assert spoken(1) == "Yes"
    assert asked == [1, 1]


def test_every_sentence_that_the_diagnosis_kept_has_its_german(stage: Stage) -> None:
    with translation.override("de"), speaking("de", translation.gettext, translation.ngettext):
        english = [sentence for sentence in _sentences(_study(stage)) if kept(sentence) == sentence]
    assert not english


def _study(stage: Stage) -> Study:
    newest = latest_done(stage.rollout.id)
    assert newest is not None
    return found_in(newest).study


def _sentences(study: Study) -> Iterator[str]:
    for point in study.friction_points:
        yield from (piece.says for piece in point.evidence)
        yield from (check.says for check in point.checks)
        yield from (*point.context, *point.missing_evidence)
        yield point.would_change
    yield from (row.result.because for row in study.metrics if isinstance(row.result, NotEnoughData))
    yield from (remark for table in study.inputs for remark in table.remarks)


def test_a_choice_of_language_holds_for_the_next_page(stage: Stage, signed_in: Callable[[Role], Client]) -> None:
    set_preferences(stage.seats[Role.VIEWER].person, name="", language="de", zone="")
    assert "Einführung" in signed_in(Role.VIEWER).get(FRICTION).content.decode()
