"""`desirepath report weekly`: the page for the meeting, its minutes to be filled in, and the figures as a document."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from desirepath.effects import design_catalogue
from desirepath.intervene.choose import intervention_catalogue
from desirepath.ports import Means, Progress
from desirepath.prove.weekly.week import Week
from desirepath.prove.weekly_review import weekly_review
from desirepath.report.document_text import document_text
from desirepath.report.spoken import in_english
from desirepath.report.weekly.as_json import weekly_document
from desirepath.report.weekly.known import Known
from desirepath.report.weekly.markdown import markdown_of
from desirepath.report.weekly.minutes import minutes_of
from desirepath.report.weekly.page import weekly_page
from desirepath.report.weekly.told import review_told
from desirepath.runs.collected_rows import Warehouse
from desirepath.runs.opened_rollout import as_of_date, opened_rollout
from desirepath.runs.whole_files import refuse_unwritable, write_whole
from desirepath.study import metric_catalogue, study, study_and_proofs
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.review import WeeklyReview
from desirepath.vocabulary.study import Study

PAGE, MARKDOWN, PAPER, DOCUMENT = "weekly-review.html", "weekly-review.md", "weekly-review.docx", "weekly-review.json"
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyAsked:
    """As of when, computed by which engine, with which lake beside the files."""

    as_of: date | None = None
    engine: str = "duckdb"
    warehouse: Warehouse | None = None


def report_weekly(rollout_file: Path, out: Path, asked: WeeklyAsked, *, progress: Progress) -> list[Path]:
    """Diagnose a rollout as of now and as of a week before, and write the review into a folder; the files.

    Raises BadInput.
    """
    refuse_unwritable(_files(out))
    review, of = read_review(rollout_file, asked, progress=progress)
    return _written(review, known_of(of), out, progress)


def read_review(rollout_file: Path, asked: WeeklyAsked, *, progress: Progress) -> tuple[WeeklyReview, Study]:
    """The review of a rollout with the study that it is of. The sources are read once, in one version. Raises BadInput."""
    with opened_rollout(
        rollout_file, as_of=asked.as_of, engine=asked.engine, warehouse=asked.warehouse, progress=progress
    ) as opened:
        rollout, tables, inputs, running = opened
        means = Means(running, progress, time.monotonic)
        now, proofs = study_and_proofs(rollout, tables, inputs, means)
        day = _a_week_before(now)
        if day is not None:
            progress(f"diagnosing as of {day}, to compare with")
        before = None if day is None else study(as_of_date(rollout, day), tables, inputs, means)
    week = Week(
        study=now,
        proofs=proofs,
        before=before,
        recorded=rollout.register.recorded,
        metrics=metric_catalogue(),
        interventions=intervention_catalogue(),
    )
    return weekly_review(week), now


def known_of(of: Study) -> Known:
    """The study with the catalogues."""
    return Known(
        study=of,
        metrics=metric_catalogue(),
        interventions=intervention_catalogue(),
        designs=design_catalogue(),
    )


def _a_week_before(found: Study) -> date | None:
    """The local day a week before what is known ends; None where that lies before the first whole day after go-live."""
    zone = ZoneInfo(found.timezone)
    day = (found.as_of - A_WEEK).astimezone(zone).date()
    return day if day > found.go_live.astimezone(zone).date() else None


def _files(out: Path) -> list[Path]:
    if out.exists() and not out.is_dir():
        raise BadInput(
            Mistake(code="cannot_write", what="this is a file", mend="Name a folder with `--out`.", file=str(out))
        )
    return [out / name for name in (PAGE, MARKDOWN, PAPER, DOCUMENT)]


def _written(review: WeeklyReview, known: Known, out: Path, progress: Progress) -> list[Path]:
    # Here and not above: what writes office files takes longer to import than most commands take to run.
    from desirepath.report.weekly.paper import paper_of

    progress("writing the review")
    page, markdown, paper, document = files = _files(out)
    with in_english():
        minutes = minutes_of(review_told(review, known))
    write_whole(
        {
            page: weekly_page(review, known),
            markdown: markdown_of(minutes),
            paper: paper_of(minutes),
            document: document_text(weekly_document(review, known)),
        }
    )
    return files
