"""When the weeks of the story are, and the work that is done in them."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import msgspec

from desirepath.vocabulary.guidance.published import Guides
from example.application.serve import served
from example.people.person import Person
from example.people.weeks import Row, Weeks, weeks_of_work
from tests.stories.loop.weeks_written import STAFF, rollout_text, written_people, written_rows

BUSY = 0.85
WEEKS_BEFORE, WEEKS_AFTER = 4, 5


def monday_of(day: datetime) -> datetime:
    """The first moment of the week that a day is in (UTC)."""
    return datetime.combine(day.date() - timedelta(days=day.weekday()), time(), UTC)


THIS_MONDAY = monday_of(datetime.now(UTC))
WENT_LIVE = THIS_MONDAY - timedelta(weeks=WEEKS_BEFORE)
"""The weeks before end with the last whole week; those with help begin with the next."""
NEXT_MONDAY = THIS_MONDAY + timedelta(weeks=1)
_OVER = NEXT_MONDAY + timedelta(weeks=WEEKS_AFTER)
LAST_DAY = (_OVER + timedelta(days=4)).date()
"""As of when all is told: by then, whoever has gone no further counts as having given up."""


def weeks_before(folder: Path) -> Path:
    """Weeks of work without guidance, in a folder with a rollout file; the folder."""
    with served(prefix="B") as application:
        work = weeks_of_work(application, STAFF, Weeks(begins=WENT_LIVE, weeks=WEEKS_BEFORE, busy=BUSY))
    (folder / "rollout.yaml").write_text(rollout_text(WENT_LIVE), encoding="utf-8")
    written_people(folder)
    written_rows(folder, work.rows, "before")
    return folder


def weeks_with(guides: Guides, who: tuple[Person, ...] = STAFF, *, approved: bool = True) -> list[Row]:
    """Rows of weeks with a document, all of them on days that are yet to come. Without `approved`, none gets to the order.

    They go into files beside the rollout file, as an export of the application would: a collector takes nothing that has
    not happened yet. A console issues its document anew every day; here it stays good for all of the weeks.
    """
    lasting = msgspec.structs.replace(guides, expires_at=f"{_OVER:%Y-%m-%dT%H:%M:%SZ}")
    weeks = Weeks(begins=NEXT_MONDAY, weeks=WEEKS_AFTER, first_week=WEEKS_BEFORE, busy=BUSY, approved=approved)
    with served(prefix="A") as application:
        return weeks_of_work(application, who, weeks, lasting).rows
