"""`labels.csv` beside the rollout file: what people taught about phrases in tickets, answers and searches."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desirepath.language.examples import NONE
from desirepath.language.taught_phrases import name_of, says_something
from desirepath.runs.whole_files import write_whole
from desirepath.vocabulary.errors import BadInput, Mistake, did_you_mean
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.said import Label

LABELS_FILE = "labels.csv"
COLUMNS = ("phrase", "workflow", "step", "blocker")
MOST_LABELS, LONGEST_PHRASE = 2_000, 200
_MUST = ("phrase", "blocker")
_KINDS: Mapping[str, BlockerKind | None] = {**{kind.value: kind for kind in BlockerKind}, NONE: None}


def read_labels(folder: Path) -> tuple[Label, ...]:
    """The labels of a folder, in the order in which they were taught; none where there is no file.

    Raises BadInput with every row that cannot be used.
    """
    file = folder / LABELS_FILE
    if not file.is_file():
        return ()
    at = _At(str(file))
    found = list(_rows(_text_of(file, at), at))
    mistakes = [one for one in found if isinstance(one, Mistake)]
    if mistakes:
        raise BadInput(*mistakes)
    return tuple(one for one in found if isinstance(one, Label))


def write_labels(folder: Path, labels: Sequence[Label]) -> None:
    """Write the labels of a folder, whole or not at all. Raises BadInput for a label that could not be read again."""
    at = _At(str(folder / LABELS_FILE))
    rows = [[" ".join(one.phrase.split()), one.workflow or "", one.step or "", name_of(one)] for one in labels]
    mistakes = [
        one
        for line, row in enumerate(rows, 2)
        if isinstance(one := _label(dict(zip(COLUMNS, row, strict=True)), line, at), Mistake)
    ]
    mistakes += [at.too_many()] if len(rows) > MOST_LABELS else []
    if mistakes:
        raise BadInput(*mistakes)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([COLUMNS, *rows])
    write_whole({folder / LABELS_FILE: text.getvalue()})


@dataclass(frozen=True, slots=True)
class _At:
    """Where a mistake is."""

    file: str

    def mistake(self, code: str, what: str, mend: str, line: int | None = None) -> Mistake:
        return Mistake(code=code, what=what, mend=mend, file=self.file, line=line)

    def too_many(self) -> Mistake:
        what = f"there are more than {MOST_LABELS:,} labels"
        return self.mistake("too_many_labels", what, "Keep those that matter most.")


def _text_of(file: Path, at: _At) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        mend = "Save it as CSV in UTF-8."
        raise BadInput(at.mistake("not_utf_8", "this is no text in UTF-8", mend)) from error
    except OSError as error:
        mend = "Let it be read, or take it away."
        raise BadInput(at.mistake("cannot_read", f"it cannot be read: {error.strerror or error}", mend)) from error


def _rows(text: str, at: _At) -> Iterator[Label | Mistake]:
    head, _, _ = text.partition("\n")
    lines = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if ";" in head and "," not in head else ",", strict=True
    )
    try:
        header = [name.strip().lower() for name in next(lines, [])]
        missing = [name for name in _MUST if name not in header]
        if missing:
            what = f"the column {' and '.join(f'`{name}`' for name in missing)} is missing"
            yield at.mistake("missing_columns", what, f"The first line is `{','.join(COLUMNS)}`.")
            return
        for number, row in enumerate(lines):
            if number >= MOST_LABELS:
                yield at.too_many()
                return
            if any(cell.strip() for cell in row):
                yield _label(dict(zip(header, map(str.strip, row), strict=False)), lines.line_num, at)
    except csv.Error as error:
        mend = "Close every quotation mark that is opened."
        yield at.mistake("broken_csv", f"this is no CSV: {error}", mend, lines.line_num)


def _label(row: Mapping[str, str], line: int, at: _At) -> Label | Mistake:
    phrase, blocker = row.get("phrase", ""), row.get("blocker", "")
    workflow, step = row.get("workflow") or None, row.get("step") or None
    if not says_something(phrase):
        what = f"`{phrase}` is no phrase: it has no word, or none but small ones" if phrase else "there is no phrase"
        return at.mistake("empty_phrase", what, "Name words that only texts about this would have.", line)
    if len(phrase) > LONGEST_PHRASE:
        return at.mistake("long_phrase", "the phrase is too long", f"Keep it below {LONGEST_PHRASE} letters.", line)
    if blocker not in _KINDS:
        return at.mistake("unknown_blocker", f"`{blocker}` is no blocker", did_you_mean(blocker, _KINDS), line)
    if step is not None and workflow is None:
        mend = "Name the workflow that the step belongs to."
        return at.mistake("step_without_workflow", f"the step `{step}` has no workflow", mend, line)
    return Label(phrase=phrase, blocker=_KINDS[blocker], workflow=workflow, step=step)
