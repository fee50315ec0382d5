"""The reading process: answers one question after the other. `python -m desirepath.runs.reading.child`."""

from __future__ import annotations

import sys
import traceback
from collections import Counter
from collections.abc import Iterator

import pyarrow as pa

from desirepath.connectors.read_source import Remark, columns_in_use, columns_of, names_of, read_file
from desirepath.runs.reading import messages
from desirepath.runs.reading.limits import allowance_for, cut_off_the_network, hold_to
from desirepath.runs.reading.messages import Answer, Question
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.study import SetAside
from desirepath.warehouse.landing import Landing

EXAMPLES_KEPT = 20
_MOST_REMARKS = 20
_ROWS_BETWEEN_WORDS = 250_000


def main() -> None:
    """Answer on the standard output what is asked on the standard input, each within its own allowance."""
    pa.set_cpu_count(1)
    for line in sys.stdin.buffer:
        question = messages.question_in(line)
        hold_to(allowance_for(question.path.stat().st_size if question.path.is_file() else 0))
        for answer in _answers(question):
            sys.stdout.buffer.write(messages.line_of(answer))
            sys.stdout.buffer.flush()
            if isinstance(answer, messages.OutOfMemory):
                return


def _answers(question: Question) -> Iterator[Answer]:
    try:
        match question:
            case messages.AskColumns(path, source):
                yield messages.Columns(columns_of(path, source), names_of(path, source))
            case messages.AskMatch(path, source, wanted):
                yield messages.Match(columns_in_use(path, source, wanted))
            case messages.AskRows():
                yield from _rows(question)
    except BadInput as refused:
        yield messages.Refused(refused.mistakes)
    except (MemoryError, RecursionError):
        yield messages.OutOfMemory()
    except Exception:  # noqa: BLE001 - the last door of this process: a fault of ours is told to the other one
        yield messages.Faulted(traceback.format_exc())


def _rows(question: messages.AskRows) -> Iterator[Answer]:
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
                    yield messages.SoFar(told)
            elif isinstance(item, SetAside):
                _count(reasons, item.reason)
                if len(examples) < EXAMPLES_KEPT:
                    examples.append(item)
            elif isinstance(item, Remark) and len(remarks) < _MOST_REMARKS:
                remarks[item.text] = None
    yield messages.Rows(landing.rows, used, reasons, tuple(examples), tuple(remarks))


def _count(reasons: Counter[str], reason: str) -> None:
    """Count a reason; once there are many different ones, those that quote the row's own text together."""
    reasons[reason if reason in reasons or len(reasons) < 1_000 else "for other reasons"] += 1


if __name__ == "__main__":
    cut_off_the_network()
    main()
