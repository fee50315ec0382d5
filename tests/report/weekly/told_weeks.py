"""Made-up reviews to tell: one with much in it, a quiet one, and some with hostile names."""

from __future__ import annotations

from dataclasses import replace

from desirepath.prove.weekly_review import weekly_review
from desirepath.report.weekly.known import Known
from desirepath.runs.report_weekly import known_of
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.effect import Decided
from desirepath.vocabulary.review import WeeklyReview
from desirepath.vocabulary.study import ProcessMap, StepOnMap, Study
from tests.prove.weekly.made_weeks import EMEA, LAST_WEEK, point, row, seen, shipped, study, tickets, week

ROWS = (
    row("process_adherence_rate", 0.60, 0.04, cohort=EMEA),
    row("process_adherence_rate", 0.80, 0.02),
    row("abandonment_rate", 0.20, 0.02),
    tickets("Quote", 0.20, 0.05, more={"asked_before": 0.4}),
    tickets("Quote", 0.10, 0.03, period="baseline"),
)
THEN = (row("process_adherence_rate", 0.90, 0.02), row("abandonment_rate", 0.20, 0.02))
HOSTILE = {
    "markup": "</style><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}",
    "markdown": "| **x** [a](http://evil.example) `c` ~~d~~ # e\n\n- f http://evil.example www.evil.example a@evil.example",
    "formula": "=1+1",
    "long": "Genehmigungsverfahren" * 500,
    "other scripts": "طلبات الشراء 購買申請 \u202e\u0000\x07\ud800",
}


def full() -> tuple[WeeklyReview, Known]:
    """Something stands out in five of the six."""
    now = study([point(seen(0.31, 0.08, 640))], ROWS)
    return _told(_with_titles(now, "Attach the quote"), study(rows=THEN, as_of=LAST_WEEK))


def quiet_week() -> tuple[WeeklyReview, Known]:
    """Nothing stands out."""
    found = study(rows=ROWS[1:3])
    before = study(rows=ROWS[1:3], as_of=LAST_WEEK)
    return weekly_review(week(found, before)), known_of(found)


def named(text: str) -> tuple[WeeklyReview, Known]:
    """Every name from the data is this text."""
    cohort = Cohort((("region", text),))
    finding = seen(0.31, 0.08, 640, cohort=cohort)
    rows = (*ROWS[1:3], tickets(text, 0.20, 0.05), tickets(text, 0.10, 0.03, period="baseline"))
    now = replace(_with_titles(study([point(finding)], rows), text), title=text)
    live = shipped(3, Decided.EXPAND, cohort=cohort)
    proof = replace(live, title=text, step_title=text, decision=replace(live.decision, because=text, to=text))
    return weekly_review(week(now, study(rows=THEN, as_of=LAST_WEEK), [proof])), known_of(now)


def _told(now: Study, before: Study) -> tuple[WeeklyReview, Known]:
    old = replace(shipped(20, Decided.EXPAND, id="old", step="vendor"), step_title="Pick a vendor")
    return weekly_review(week(now, before, [shipped(3), old])), known_of(now)


def _with_titles(found: Study, title: str) -> Study:
    step = StepOnMap(
        step="quote",
        title=title,
        kind="field",
        changed=True,
        reached=640,
        passed=440,
        skipped=0,
        abandoned=200,
        failed=0,
        outside=0,
    )
    drawn = ProcessMap(period="since_go_live", cases=640, steps=(step,), flows=(), verdicts={})
    return replace(found, workflows=(replace(found.workflows[0], maps=(drawn,)),))
