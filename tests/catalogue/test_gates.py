"""What every gate of the 45 days has to keep, ours and strangers'."""

from inspect import signature

import pytest

from desirepath.catalogue import Entry, entries
from desirepath.prove import gates
from desirepath.prove.plan45.phases import PLANNED
from desirepath.vocabulary.plan45 import GATES, ProofGate
from tests.catalogue.pages import headings, headline

FOUND = entries(gates, "GATE")
HEADINGS = ["What it asks for", "How it is read", "When it cannot be told", "Source"]
each = pytest.mark.parametrize("entry", FOUND.values(), ids=FOUND)


def test_the_nine_gates_are_there() -> None:
    assert set(FOUND) >= set(GATES)
    assert len(GATES) == 9


@each
def test_a_gate_is_called_as_its_file(entry: Entry) -> None:
    assert isinstance(entry.constant, ProofGate)
    assert entry.constant.name == entry.module.__name__.rpartition(".")[2]


@each
def test_the_docstring_of_a_gate_is_its_page_under_fixed_headings(entry: Entry) -> None:
    assert headline(entry.module).endswith(".")
    assert headings(entry.module) == HEADINGS


@each
def test_a_gate_asks_a_question_and_is_due_on_the_last_day_of_its_phase(entry: Entry) -> None:
    facts = entry.constant
    assert facts.question.endswith("?")
    assert facts.needs
    assert facts.source
    assert facts.day == next(one.last for one in PLANNED if one.number == facts.phase)


@each
def test_a_gate_is_read_from_what_is_seen_by_one_function(entry: Entry) -> None:
    assert list(signature(entry.module.read).parameters) == ["seen"]
