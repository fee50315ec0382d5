"""What every product's export has to keep, ours and strangers'."""

import re

import pytest

from desirepath.catalogue import Entry, entries
from desirepath.connectors import exports
from desirepath.connectors.exports.export import Export
from desirepath.connectors.rollout_file.sources import EXPORTS as KNOWN_TO_THE_ROLLOUT_FILE
from desirepath.vocabulary.tables import TABLES
from tests.catalogue.pages import headings, headline

EXPORTS = entries(exports, "EXPORT")
HEADINGS = ["What it reads", "What it assumes and says", "What it refuses", "Example"]
each = pytest.mark.parametrize("entry", EXPORTS.values(), ids=EXPORTS)


def test_a_rollout_file_may_name_every_export() -> None:
    assert set(EXPORTS) == set(KNOWN_TO_THE_ROLLOUT_FILE)


@each
def test_an_export_is_called_as_its_file(entry: Entry) -> None:
    assert isinstance(entry.constant, Export)
    assert entry.constant.name == entry.module.__name__.rpartition(".")[2]
    assert entry.constant.title
    assert entry.constant.reads


@each
def test_the_docstring_of_an_export_is_its_page_under_fixed_headings(entry: Entry) -> None:
    assert headline(entry.module).endswith(".")
    assert headings(entry.module) == HEADINGS


@each
def test_the_page_of_an_export_tells_where_its_names_come_from(entry: Entry) -> None:
    assert re.search(r"^Source: .+\.$", entry.module.__doc__ or "", re.MULTILINE)


@each
def test_an_export_maps_columns_that_there_are(entry: Entry) -> None:
    assert entry.constant.tables
    for table, names in entry.constant.tables.items():
        assert set(names) <= {column.name for column in TABLES[table].columns}


@each
def test_an_export_names_every_column_that_its_table_needs(entry: Entry) -> None:
    for table, names in entry.constant.tables.items():
        assert {column.name for column in TABLES[table].columns if column.required} <= set(names)
        assert all(theirs and len(theirs) == len(set(theirs)) for theirs in names.values())


@each
def test_one_name_of_a_product_means_one_column_of_ours(entry: Entry) -> None:
    for names in entry.constant.tables.values():
        listed = [name for theirs in names.values() for name in theirs]
        assert sorted(listed) == sorted(set(listed))
