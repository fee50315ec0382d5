"""A source's rows written into a Parquet file of ours, and what was set aside on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyarrow as pa

from desirepath.connectors.read_source import Remark, columns_in_use, read_file
from desirepath.runs.reading.messages import AskRows, Rows, SoFar
from desirepath.vocabulary.study import SetAside
from desirepath.warehouse.landing import Landing

EXAMPLES_KEPT = 20
MOST_REASONS = 1_000
_MOST_REMARKS = 20
_ROWS_BETWEEN_WORDS = 250_000


def land_rows(question: AskRows) -> Iterator[SoFar | Rows]:
    """Now and then a word on how far it is, and at last the whole. Raises BadInput."""
    used = columns_in_use(question.path, question.source, question.wanted)
    reasons: Counter[str] = Counter()
    examples: list[SetAside] = []
    remarks: dict[str, None] = {}
    told = 0
    with Landing(question.target) as landing:
        for item in read_file(question.path, question.source, question.wanted, first_row=question.first_row):
            if isinstance(item, pa.RecordBatch):
                landing.add(item)
                if landing.rows - told >= _ROWS_BETWEEN_WORDS:
                    told = landing.rows
                    yield SoFar(told)
            elif isinstance(item, SetAside):
                _count(reasons, item.reason)
                if len(examples) < EXAMPLES_KEPT:
                    examples.append(item)
            elif isinstance(item, Remark) and len(remarks) < _MOST_REMARKS:
                remarks[item.text] = None
    yield Rows(landing.rows, used, reasons, tuple(examples), tuple(remarks))


def _count(reasons: Counter[str], reason: str) -> None:
    """Count a reason; once there are many different ones, those that quote the row's own text together."""
    reasons[reason if reason in reasons or len(reasons) < MOST_REASONS else "for other reasons"] += 1
