"""`desirepath report kit`: a workbook and a document for a workshop."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desirepath.connectors.rollout_file import read_rollout
from desirepath.intervene.choose import intervention_catalogue
from desirepath.ports import Progress
from desirepath.report.kit.kit import Kit, blank_kit, filled_kit
from desirepath.runs.diagnose import diagnose
from desirepath.runs.whole_files import refuse_unwritable, write_whole
from desirepath.vocabulary.errors import BadInput, Mistake

WORKBOOK, DOCUMENT = "diagnosis-kit.xlsx", "diagnosis-kit.docx"


def report_kit(rollout_file: Path, out: Path, *, as_of: date | None, engine: str, progress: Progress) -> list[Path]:
    """Diagnose a rollout and write its kit into a folder; the files. Raises BadInput."""
    refuse_unwritable(_files(out))
    study = diagnose(rollout_file, as_of=as_of, engine=engine, progress=progress)
    return _written(filled_kit(study, intervention_catalogue()), out, progress)


def report_blank_kit(rollout_file: Path | None, out: Path, *, progress: Progress) -> list[Path]:
    """Write a kit to be filled in by hand; the files. No source is read. Raises BadInput."""
    refuse_unwritable(_files(out))
    rollout = read_rollout(rollout_file) if rollout_file is not None else None
    return _written(blank_kit(rollout, intervention_catalogue()), out, progress)


def _files(out: Path) -> list[Path]:
    if out.exists() and not out.is_dir():
        raise BadInput(
            Mistake(code="cannot_write", what="this is a file", mend="Name a folder with `--out`.", file=str(out))
        )
    return [out / WORKBOOK, out / DOCUMENT]


def _written(kit: Kit, out: Path, progress: Progress) -> list[Path]:
    # Here and not above: what writes office files takes longer to import than most commands take to run.
    from desirepath.report.kit.document import document_of
    from desirepath.report.kit.workbook import workbook_of

    progress("filling the kit")
    workbook, document = files = _files(out)
    write_whole({workbook: workbook_of(kit), document: document_of(kit)})
    return files
