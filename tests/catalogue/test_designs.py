"""What every design has to keep, ours and strangers'."""

from inspect import signature

import pytest

from desirepath.catalogue import Entry, entries
from desirepath.prove import designs
from desirepath.vocabulary.design import Design
from desirepath.vocabulary.effect import DesignKind
from tests.catalogue.pages import headings, headline

DESIGNS = entries(designs, "DESIGN")
HEADINGS = ["How it is read", "What it assumes", "When it refuses", "Source"]
each = pytest.mark.parametrize("entry", DESIGNS.values(), ids=DESIGNS)


def test_the_three_designs_of_the_contract_are_there() -> None:
    assert set(DESIGNS) >= set(DesignKind)


@each
def test_a_design_is_called_as_its_file(entry: Entry) -> None:
    assert isinstance(entry.constant, Design)
    assert entry.constant.name == entry.module.__name__.rpartition(".")[2]


@each
def test_the_docstring_of_a_design_is_its_page_under_fixed_headings(entry: Entry) -> None:
    assert headline(entry.module).endswith(".")
    assert headings(entry.module) == HEADINGS


@each
def test_a_design_says_what_it_assumes_checks_and_refuses(entry: Entry) -> None:
    facts = entry.constant
    assert facts.question.endswith("?")
    assert facts.assumes
    assert facts.checks
    assert facts.refuses
    assert facts.source


@each
def test_a_design_reads_checks_refuses_and_reads_again(entry: Entry) -> None:
    assert list(signature(entry.module.laid_out).parameters) == ["question", "rows"]
    assert list(signature(entry.module.readings).parameters) == ["question", "rows", "laid"]
    assert list(signature(entry.module.read).parameters) == ["question", "laid", "whose"]
    assert list(signature(entry.module.checks).parameters) == ["question", "laid"]
    assert list(signature(entry.module.refusal).parameters) == ["question", "found"]


def test_only_a_draw_by_chance_may_say_that_it_changed_something() -> None:
    assert [name for name, entry in DESIGNS.items() if "changed" in entry.constant.says] == ["holdout"]
    assert max(DESIGNS.values(), key=lambda entry: entry.constant.strength).constant.name == "holdout"
