"""Sentences that a study keeps in English are found again, in whatever language is spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from desirepath.diagnose.change_load import OtherChange, change_load
from desirepath.diagnose.held_against import Compared
from desirepath.diagnose.missing_evidence import missing_evidence
from desirepath.diagnose.piece import in_words
from desirepath.report.kept_messages import MESSAGES, WORDS
from desirepath.report.kept_sentences import kept
from desirepath.report.spoken import speaking
from desirepath.vocabulary.cohort import EVERYONE

GERMAN = {
    "%(n)s %(what)s per 100 cases": "%(n)s %(what)s je 100 Vorgänge",
    "%(n)s before go-live": "vorher %(n)s",
    "denied attempts": "abgelehnte Versuche",
    "Runner-up: %(what)s (%(share)s).": "An zweiter Stelle: %(what)s (%(share)s).",
    "capability gap": "Lücke im Können",
    "Few ask twice about the same step.": "Wenige fragen zweimal.",
    "%(n)s%%": "%(n)s\u00a0%%",
    "%(what)s: better by %(size)s.": "%(what)s: um %(size)s besser.",
    "%(n)s points": "%(n)s Punkte",
    "Abandonment at the step": "Abbruch am Schritt",
    "Everybody whom it is for has it already.": "Alle haben es schon.",
    "It is not shown to help, and this got worse: %(worse)s.": "Schlechter wurde: %(worse)s.",
    "Exceptions and rework": "Ausnahmen und Nacharbeit",
    "Completed": "Abgeschlossen",
    "%(one)s and %(other)s": "%(one)s und %(other)s",
    "per case": "je Vorgang",
}


@pytest.fixture
def german() -> Iterator[None]:
    with speaking("de", lambda message: GERMAN.get(message, message), lambda one, *_: one):
        yield


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("english", "in_german"),
    [
        ("12 denied attempts per 100 cases; 1.5 before go-live", "12 abgelehnte Versuche je 100 Vorgänge; vorher 1,5"),
        ("Runner-up: capability gap (12%).", "An zweiter Stelle: Lücke im Können (12\u00a0%)."),
        ("Few ask twice about the same step.", "Wenige fragen zweimal."),
        (
            "Abandonment at the step: better by 8.1 points. Everybody whom it is for has it already.",
            "Abbruch am Schritt: um 8,1 Punkte besser. Alle haben es schon.",
        ),
        (
            "It is not shown to help, and this got worse: exceptions and rework (0.12 per case) and completed (3.0 points).",
            "Schlechter wurde: Ausnahmen und Nacharbeit (0,12 je Vorgang) und Abgeschlossen (3,0 Punkte).",
        ),
    ],
)
def test_a_sentence_is_found_by_its_pattern_and_filled_in_anew(english: str, in_german: str) -> None:
    assert kept(english) == in_german


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody ever wrote this sentence.",
        "12 unheard-of things per 100 cases; 1.5 before go-live",
        "Few ask twice about the same step. And nobody knows why.",
        "",
        "x" * 3000,
    ],
)
def test_a_sentence_that_is_none_of_ours_stays_whole(sentence: str) -> None:
    assert kept(sentence) == sentence


def test_in_english_every_sentence_stays_as_it_was_kept() -> None:
    assert kept("Runner-up: capability gap (12%).") == "Runner-up: capability gap (12%)."


def test_each_message_is_found_again_from_what_it_writes() -> None:
    filled = {
        "share": "12%",
        "planned_share": "50%",
        "size": "8.1 points",
        "high": "+3.0 points",
        "what": "capability gap",
        "became": "did not help",
        "range": "between −1.2 and +1.4 points",
        "worse": "completed (3.0 points)",
    }
    numbers = ("n", "left", "days", "since", "needed", "before_needed", "waiting")
    with speaking("de", _shouted, lambda one, *_: one):
        for message in MESSAGES:
            names = re.findall(r"%\((\w+)\)s", message)
            values = {name: filled.get(name, "3" if name in numbers else "Attach; the. quote") for name in names}
            sentence = message % values if names else message
            assert kept(sentence) != sentence, message


def _shouted(message: str) -> str:
    return re.sub(r"(%\(\w+\)s)|([a-z])", lambda found: found[1] or found[2].upper(), message)


def test_what_the_places_that_make_them_write_today_is_found() -> None:
    written: list[str] = [
        in_words(Compared(count=31, cases=100, expected=8, p=0.001, against=against), what)
        for against in ("before", "others", "other steps")
        for what in ("tickets", "cases held up", "denied attempts", "signs")
    ]
    written += missing_evidence(())
    lately = datetime(2026, 9, 1, tzinfo=UTC)
    changes = [OtherChange(at=lately, title=title, cohort=EVERYONE) for title in ("one", "other")]
    written += [*change_load(changes, EVERYONE, lately), *change_load(changes, EVERYONE, lately + timedelta(days=20))]
    assert len(written) == 17
    with speaking("de", _shouted, lambda one, *_: one):
        for sentence in written:
            assert kept(sentence) != sentence, sentence


def test_words_of_ours_are_listed_once() -> None:
    assert len(WORDS) == len(set(WORDS))
