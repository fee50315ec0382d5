"""Queries asked as a rollout file would ask them."""

from pathlib import Path

import pyarrow as pa

from desirepath.connectors.connector import LINE, Remark
from desirepath.connectors.query import Question, columns, read
from desirepath.vocabulary.study import SetAside


def question(folder: Path, query: str, database: str | None = None) -> Question:
    return Question(folder=folder, query=query, database=database, rollout_file="rollout.yaml", line=7)


def answer(asked: Question) -> list[list[str | None]]:
    """Every row of the query in order, its columns in the order of the query; the rows are numbered from 1."""
    wanted = columns(asked)
    rows: list[list[str | None]] = []
    for item in read(asked, frozenset(wanted)):
        assert not isinstance(item, SetAside)
        if isinstance(item, pa.RecordBatch):
            assert item.column(LINE).to_pylist() == list(range(len(rows) + 1, len(rows) + item.num_rows + 1))
            rows += [list(row) for row in zip(*(item.column(name).to_pylist() for name in wanted), strict=True)]
    return rows


def remarks(asked: Question) -> list[str]:
    return [item.text for item in read(asked, frozenset(columns(asked))) if isinstance(item, Remark)]
