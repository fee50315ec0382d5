"""What every signal has to keep, ours and strangers'."""

from inspect import signature

import pytest

from desirepath.catalogue import Entry, entries
from desirepath.detect import signals
from desirepath.vocabulary.signal import Signal
from desirepath.vocabulary.tables import TABLES
from tests.catalogue.pages import headings, headline
from tests.detect.made_up import heard_of, tallies_of

SIGNALS = entries(signals, "SIGNAL")
HEADINGS = ["What it sees", "How it is told from noise", "When it is silent", "Source"]
THE_FIVE = {"bypass", "abandonment", "shadow_process", "ticket_cluster", "exceptions_and_rework"}
each = pytest.mark.parametrize("entry", SIGNALS.values(), ids=SIGNALS)


def test_the_five_signals_of_the_contract_are_there() -> None:
    assert set(SIGNALS) >= THE_FIVE


@each
def test_a_signal_is_called_as_its_file(entry: Entry) -> None:
    assert isinstance(entry.constant, Signal)
    assert entry.constant.name == entry.module.__name__.rpartition(".")[2]


@each
def test_the_docstring_of_a_signal_is_its_page_under_fixed_headings(entry: Entry) -> None:
    assert headline(entry.module).endswith(".")
    assert headings(entry.module) == HEADINGS


@each
def test_a_signal_asks_a_question_and_names_its_unit_and_source(entry: Entry) -> None:
    assert entry.constant.question.endswith("?")
    assert entry.constant.title[:1].isupper()
    assert entry.constant.unit
    assert entry.constant.source


@each
def test_a_signal_needs_the_log_and_tables_that_there_are(entry: Entry) -> None:
    assert entry.constant.needs[0] == "events"
    assert set(entry.constant.needs) <= set(TABLES)


@each
def test_a_signal_looks_at_tallies_and_at_what_was_heard(entry: Entry) -> None:
    assert list(signature(entry.module.outcomes).parameters) == ["tallies", "heard"]


@each
def test_a_signal_has_nothing_to_look_at_where_nothing_goes_wrong_and_nothing_is_said(entry: Entry) -> None:
    tallies = tallies_of()
    assert list(entry.module.outcomes(tallies, heard_of(tallies))) == []
