"""What every connector has to keep, ours and strangers'."""

from inspect import signature

import pytest

from desirepath import connectors
from desirepath.catalogue import Entry, entries
from desirepath.connectors.connector import Connector
from tests.catalogue.pages import headings, headline
from tests.house.tree import ROOT

CONNECTORS = entries(connectors, "CONNECTOR")
HEADINGS = ["What it reads", "What it assumes and says", "What it refuses", "Example"]
each = pytest.mark.parametrize("entry", CONNECTORS.values(), ids=CONNECTORS)


@each
def test_a_connector_is_called_as_its_file(entry: Entry) -> None:
    assert isinstance(entry.constant, Connector)
    assert entry.constant.name == entry.module.__name__.rpartition(".")[2]


@each
def test_the_docstring_of_a_connector_is_its_page_under_fixed_headings(entry: Entry) -> None:
    assert headline(entry.module).endswith(".")
    assert headings(entry.module) == HEADINGS


@each
def test_a_connector_tells_the_columns_and_reads_them(entry: Entry) -> None:
    assert list(signature(entry.module.columns).parameters) == ["place"]
    assert list(signature(entry.module.read).parameters) == ["place", "needed"]


@each
def test_a_connector_whose_files_hold_several_tables_names_them(entry: Entry) -> None:
    assert hasattr(entry.module, "parts") == bool(entry.constant.part)


def test_connectors_that_share_an_ending_are_told_apart_by_marks() -> None:
    claimed = [
        (ending, bool(entry.constant.marks)) for entry in CONNECTORS.values() for ending in entry.constant.endings
    ]
    without_marks = [ending for ending, marked in claimed if not marked]
    assert len(without_marks) == len(set(without_marks)) > 0
    assert all(ending.startswith(".") and ending == ending.lower() for ending, _ in claimed)


@each
def test_a_connector_has_its_page_in_the_reference(entry: Entry) -> None:
    page = (ROOT / "docs" / "reference" / "connectors.md").read_text(encoding="utf-8")
    assert f"`{entry.constant.name}`" in page
