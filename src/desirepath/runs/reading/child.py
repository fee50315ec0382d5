"""The reading process: answers one question after the other. `python -m desirepath.runs.reading.child`."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator

import pyarrow as pa

from desirepath.connectors.read_source import columns_in_use, columns_of, names_of, parts_of, sample_of
from desirepath.runs.reading import messages
from desirepath.runs.reading.land_rows import land_rows
from desirepath.runs.reading.limits import allowance_for, cut_off_the_network, hold_to
from desirepath.runs.reading.messages import Answer, Question
from desirepath.vocabulary.errors import BadInput


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
                yield messages.Columns(
                    columns_of(path, source), names_of(path, source), sample_of(path, source), *parts_of(path, source)
                )
            case messages.AskMatch(path, source, wanted):
                yield messages.Match(columns_in_use(path, source, wanted))
            case messages.AskRows():
                yield from land_rows(question)
    except BadInput as refused:
        yield messages.Refused(refused.mistakes)
    except (MemoryError, RecursionError):
        yield messages.OutOfMemory()
    except Exception:  # noqa: BLE001 - the last door of this process: a fault of ours is told to the other one
        yield messages.Faulted(traceback.format_exc())


if __name__ == "__main__":
    cut_off_the_network()
    main()
