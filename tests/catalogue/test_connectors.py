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
    assert list(signature(entry.module.columns).parameters) == ["path", "member"]
    assert list(signature(entry.module.read).parameters) == ["path", "member", "needed"]


def test_no_two_connectors_claim_one_ending() -> None:
    endings = [ending for entry in CONNECTORS.values() for ending in entry.constant.endings]
    assert len(endings) == len(set(endings))
    assert all(ending.startswith(".") and ending == ending.lower() for ending in endings)


@each
def test_a_connector_has_its_page_in_the_reference(entry: Entry) -> None:
    page = (ROOT / "docs" / "reference" / "connectors.md").read_text(encoding="utf-8")
    assert f"`{entry.constant.name}`" in page
