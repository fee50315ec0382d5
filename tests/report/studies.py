"""Studies to render: one like a real rollout, and several that try to break the page. Seeded, so always the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pkgutil import iter_modules
from zoneinfo import ZoneInfo

import desirepath.prove.metrics
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.metric import Measurement, Metric
from desirepath.vocabulary.study import (
    Flow,
    ProcessMap,
    SetAside,
    StepOnMap,
    Study,
    TableInput,
    UnknownActivity,
    WorkflowPicture,
)

ZONE = "Europe/Amsterdam"
GO_LIVE = datetime(2026, 9, 1, tzinfo=ZoneInfo(ZONE))
CUTS = {
    "role": ("Buyer", "Cost centre owner", "Requester", "Warehouse lead"),
    "region": ("Benelux", "DACH", "France", "Iberia", "Nordics", "UK & Ireland"),
    "tenure": ("under 6 months", "6 to 24 months", "2 to 5 years", "over 5 years"),
}
STEPS = (
    ("open", "Open a request", "task", False, 1194, 0, 0, 0),
    ("vendor", "Pick a vendor", "field", True, 1171, 0, 61, 12),
    ("lines", "Add lines and cost centre", "field", True, 1075, 0, 94, 41),
    ("quote", "Attach the quote", "field", True, 981, 24, 268, 133),
    ("submit", "Submit", "task", False, 689, 0, 0, 0),
    ("budget", "Budget owner approves", "approval", True, 671, 86, 17, 58),
    ("receipt", "Match the receipt", "validation", False, 568, 0, 22, 37),
    ("pay", "Release payment", "handoff", False, 546, 0, 0, 0),
)
RATES = {
    "process_adherence_rate": ("share of users", 0.71, 0.642),
    "workflow_completion_rate": ("share of users", 0.743, 0.77),
    "abandonment_rate": ("share of users", 0.257, 0.21),
    "tickets_per_active_user": ("tickets per active user", 0.31, 0.19),
    "exception_and_rework_rate": ("per closed case", 0.284, 0.276),
}


def catalogue() -> dict[str, Metric]:
    """The facts of the nine metrics, as the catalogue has them."""
    package = desirepath.prove.metrics
    found = (import_module(f"{package.__name__}.{one.name}").METRIC for one in iter_modules(package.__path__))
    return {metric.name: metric for metric in found}


def purchase_requests() -> Study:
    """Six weeks of a purchase-request rollout with a baseline, some gaps, some rows below the floor."""
    dice = random.Random(7)
    rows = [*_everyone(dice), *_by_cohort(dice), *_by_step(dice), *_drivers()]
    return Study(
        rollout="purchase-requests",
        title="Purchase requests move to the new portal",
        go_live=GO_LIVE,
        as_of=GO_LIVE + timedelta(days=39),
        timezone=ZONE,
        unit="users",
        smallest_group=10,
        cuts=tuple(CUTS),
        inputs=_inputs(),
        metrics=tuple(rows),
        workflows=(_picture(),),
        suppressed=4,
        remarks=("As of the latest event; nothing lies after it.",),
    )


def hostile_studies() -> Mapping[str, Callable[[], Study]]:
    """Studies by what is nasty about them."""
    return {
        "markup in every text": markup_everywhere,
        "other scripts": other_scripts,
        "very long names": very_long_names,
        "forty steps and thirty cohorts": forty_steps,
        "cases without people": without_people,
        "one week only": one_week_only,
        "nothing measured": nothing_measured,
        "two workflows": two_workflows,
        "seventy weeks": seventy_weeks,
    }


def markup_everywhere() -> Study:
    """Every text that users can choose tries to become markup."""
    evil = "</style></svg><script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}"
    return _renamed(evil)


def other_scripts() -> Study:
    """Right to left, Chinese and combining marks."""
    study = _renamed("طلبات الشراء 購買申請の承認フロー é̂")
    return replace(study, title="نقل طلبات الشراء إلى البوابة الجديدة · 購買申請")


def very_long_names() -> Study:
    """Three hundred characters, with and without a place to break."""
    return _renamed("Genehmigungsverfahren" * 14 + " and so on")


def forty_steps() -> Study:
    """A long path, and a cut with thirty values."""
    study = purchase_requests()
    dice = random.Random(3)
    left = 4000
    steps = []
    for number in range(40):
        gone = dice.choice([0, 0, 12, 45, None])
        steps.append(
            replace(
                study.workflows[0].maps[0].steps[0],
                step=f"s{number}",
                title=f"Step {number + 1} of the long way",
                reached=left,
                passed=left - (gone or 0),
                abandoned=gone,
            )
        )
        left -= gone or 0
    flows = tuple(Flow(origin=f"s{n}", target=f"s{n + 1}", cases=steps[n].passed or 0) for n in range(39))
    drawn = ProcessMap(
        period="since_go_live",
        cases=4000,
        steps=tuple(steps),
        flows=(
            Flow(origin="start", target="s0", cases=4000),
            *flows,
            Flow(origin="s4", target="s9", cases=300, on_path=False),
        ),
        verdicts={Verdict.ON_PATH: left, Verdict.ABANDONED: 4000 - left},
    )
    regions = [
        _row("process_adherence_rate", _estimate(0.3 + number / 60, 40, dice), cohort=("region", f"Site {number:02}"))
        for number in range(30)
    ]
    picture = replace(study.workflows[0], maps=(drawn,))
    by_step = [
        _row("abandonment_rate", _estimate(0.01 * number, 90, dice), step=f"s{number}", cohort=("region", "Site 04"))
        for number in range(40)
    ]
    return replace(study, workflows=(picture,), metrics=(*study.metrics, *regions, *by_step))


def without_people() -> Study:
    """No user_id: counted by case, no cohorts, no tickets."""
    study = purchase_requests()
    rows = tuple(
        replace(row, result=replace(row.result, unit="share of cases"))
        for row in study.metrics
        if row.cohort.is_everyone and row.cut is None and isinstance(row.result, Estimate)
        if row.metric in {"process_adherence_rate", "workflow_completion_rate", "abandonment_rate"}
    )
    return replace(study, unit="cases", cuts=(), metrics=rows, inputs=study.inputs[:1], suppressed=0)


def one_week_only() -> Study:
    """The first week is not over, and there is no baseline."""
    study = purchase_requests()
    rows = tuple(
        replace(row, partial=row.period == "week_1")
        for row in study.metrics
        if row.period in {"week_1", "since_go_live"}
    )
    return replace(study, metrics=rows, as_of=GO_LIVE + timedelta(days=4), remarks=())


def nothing_measured() -> Study:
    """A log without a single row to measure."""
    study = purchase_requests()
    picture = replace(study.workflows[0], maps=(), unknown=())
    empty = TableInput(table="events", files=("events.csv",), rows=0)
    return replace(
        study, metrics=(), workflows=(picture,), inputs=(empty,), as_of=GO_LIVE - timedelta(days=12), remarks=()
    )


def two_workflows() -> Study:
    """Two workflows in one rollout."""
    study = purchase_requests()
    picture = replace(study.workflows[0], workflow="invoice", title="Invoice")
    rows = tuple(replace(row, workflow="invoice") for row in study.metrics)
    return replace(study, workflows=(*study.workflows, picture), metrics=(*study.metrics, *rows))


def seventy_weeks() -> Study:
    """A rollout long past: seventy weeks, some of them without a figure."""
    study = purchase_requests()
    dice = random.Random(5)
    weeks = [
        _row(
            "process_adherence_rate",
            NotEnoughData(observed=None, needed=20, because="closed cases")
            if number % 17 == 3
            else _estimate(0.6 + number / 400, 160, dice),
            period=f"week_{number + 1}",
            partial=number == 69,
        )
        for number in range(70)
    ]
    kept = tuple(row for row in study.metrics if not row.period.startswith("week_"))
    return replace(study, metrics=(*kept, *weeks), as_of=GO_LIVE + timedelta(days=7 * 69 + 2))


def _renamed(text: str) -> Study:
    study = purchase_requests()
    picture = study.workflows[0]
    maps = tuple(
        replace(drawn, steps=tuple(replace(step, title=f"{text} {step.step}") for step in drawn.steps))
        for drawn in picture.maps
    )
    unknown = tuple(replace(one, activity=text) for one in picture.unknown)
    rows = tuple(
        replace(row, category=text if row.category else None, cohort=_renamed_cohort(row.cohort, text))
        for row in study.metrics
    )
    inputs = tuple(
        replace(
            table,
            files=(text,),
            remarks=(text,),
            examples=tuple(replace(one, file=text, reason=text) for one in table.examples),
        )
        for table in study.inputs
    )
    return replace(
        study,
        title=text,
        rollout=text,
        remarks=(text,),
        metrics=rows,
        inputs=inputs,
        workflows=(replace(picture, title=text, path_text=text, maps=maps, unknown=unknown),),
    )


def _renamed_cohort(cohort: Cohort, text: str) -> Cohort:
    return Cohort(tuple((cut, f"{value} {text}" if cut == "region" else value) for cut, value in cohort.pairs))


def _estimate(value: float, n: int, dice: random.Random, unit: str = "share of users") -> Estimate:
    value = max(0.0, value + dice.gauss(0, 0.012))
    half = 1.2 * max(0.05, value * (1 - min(value, 0.95))) ** 0.5 / n**0.5 * (1 if unit.startswith("share") else 1.4)
    value = min(value, 0.99) if unit.startswith("share") else value
    high = min(1.0, value + half) if unit.startswith("share") else value + half
    return Estimate(value=value, low=max(0.0, value - half), high=high, n=n, unit=unit, method="Wilson, by person")


def _row(
    metric: str,
    result: Estimate | NotEnoughData,
    *,
    period: str = "since_go_live",
    step: str | None = None,
    cohort: tuple[str, str] | None = None,
    partial: bool = False,
) -> Measurement:
    return Measurement(
        metric=metric,
        workflow="request",
        period=period,
        result=result,
        step=step,
        cohort=Cohort((cohort,)) if cohort else EVERYONE,
        partial=partial,
    )


def _everyone(dice: random.Random) -> Iterator[Measurement]:
    for name, (unit, now, before) in RATES.items():
        yield _row(name, _estimate(before, 640, dice, unit), period="baseline")
        yield _row(name, _estimate(now, 712, dice, unit))
        for week in range(1, 7):
            drift = (week - 4) * 0.018 * (1 if name.startswith("process") else -0.6)
            size = 40 if week == 6 else 170
            yield _row(name, _estimate(now + drift, size, dice, unit), period=f"week_{week}", partial=week == 6)
    yield _row(
        "self_service_resolution_rate", NotEnoughData(observed=7, needed=20, because="searches in the self-help")
    )
    days = Estimate(value=17.5, low=15.2, high=20.4, n=312, unit="days", method="Kaplan-Meier, Brookmeyer-Crowley")
    yield _row("time_to_proficiency", days)
    for cut, spread in zip(CUTS, (3.1, 9.4, 4.2), strict=True):
        found = Estimate(
            value=spread, low=spread / 2, high=spread * 1.9, n=712, unit="percentage points", method="REML"
        )
        yield replace(_row("cohort_variance", found), cut=cut)


def _by_cohort(dice: random.Random) -> Iterator[Measurement]:
    for cut, values in CUTS.items():
        for place, value in enumerate(values):
            if value == "UK & Ireland":
                continue
            worse = 0.22 if value == "Iberia" else 0.02 * place
            for name, (unit, now, _) in RATES.items():
                gap = -worse if name in {"process_adherence_rate", "workflow_completion_rate"} else worse
                result = _estimate(max(0.02, now + 0.03 + gap), 130, dice, unit)
                if value == "Warehouse lead" and name == "process_adherence_rate":
                    yield _row(name, NotEnoughData(observed=14, needed=20, because="closed cases"), cohort=(cut, value))
                else:
                    yield _row(name, result, cohort=(cut, value))


def _by_step(dice: random.Random) -> Iterator[Measurement]:
    for step, _, _, _, reached, _, gone, _ in STEPS:
        now = gone / reached
        yield _row("abandonment_rate", _estimate(now, 600, dice), step=step)
        yield _row("abandonment_rate", _estimate(min(now, 0.06), 560, dice), step=step, period="baseline")
        for cut, values in CUTS.items():
            for value in values:
                if value == "UK & Ireland":
                    continue
                steep = 1.9 if value == "Iberia" else 0.9
                yield _row("abandonment_rate", _estimate(now * steep, 110, dice), step=step, cohort=(cut, value))


def _drivers() -> Iterator[Measurement]:
    for category, share, again in (
        ("Quote format refused", 0.41, 0.38),
        ("Vendor not found", 0.23, 0.19),
        ("Who approves", 0.17, 0.12),
        ("Access", 0.09, 0.02),
    ):
        found = Estimate(
            value=share, low=share - 0.04, high=share + 0.04, n=221, unit="share of tickets", method="Wilson"
        )
        row = _row("repeat_ticket_drivers", found)
        yield replace(row, category=category, more={"asked_before": again, "tickets": round(221 * share)})


def _picture() -> WorkflowPicture:
    steps = tuple(
        StepOnMap(
            step=step,
            title=title,
            kind=kind,
            changed=changed,
            reached=reached,
            passed=reached - skipped - gone,
            skipped=skipped,
            abandoned=None if step == "budget" else gone,
            failed=failed,
            outside=34 if step == "pay" else (None if step == "receipt" else 0),
        )
        for step, title, kind, changed, reached, skipped, gone, failed in STEPS
    )
    ids = [step.step for step in steps]
    flows = [Flow(origin="start", target="open", cases=1194), Flow(origin="pay", target="end", cases=532)]
    onward = (1171, 1075, 957, 665, 585, 482, 546)
    flows += [Flow(origin=a, target=b, cases=n) for a, b, n in zip(ids, ids[1:], onward, strict=False)]
    flows += [
        Flow(origin="lines", target="submit", cases=24, on_path=False),
        Flow(origin="submit", target="receipt", cases=86),
        Flow(origin="receipt", target="lines", cases=31, on_path=False),
        Flow(origin="budget", target="outside", cases=21, on_path=False),
    ]
    verdicts = {
        Verdict.ON_PATH: 498,
        Verdict.OFF_PATH: 87,
        Verdict.ABANDONED: 462,
        Verdict.OPEN: 119,
        Verdict.WITHDRAWN: 28,
    }
    drawn = ProcessMap(period="since_go_live", cases=1194, steps=steps, flows=tuple(flows), verdicts=verdicts)
    earlier = ProcessMap(
        period="baseline",
        cases=1410,
        steps=tuple(replace(step, abandoned=12, skipped=0, failed=0, outside=0) for step in steps),
        flows=tuple(flows[:9]),
        verdicts={Verdict.UNJUDGED: 1280, Verdict.ABANDONED: 130},
    )
    return WorkflowPicture(
        workflow="request",
        title="Purchase request",
        path_text="open vendor lines quote submit budget receipt pay",
        maps=(drawn, earlier),
        unknown=(
            UnknownActivity(activity="Reopened by helpdesk", events=212, share=0.021),
            UnknownActivity(activity="sync_v2", events=64, share=0.0063),
        ),
        variants=214,
    )


def _inputs() -> tuple[TableInput, ...]:
    last = (GO_LIVE + timedelta(days=38, hours=17, minutes=5)).astimezone(UTC)
    return (
        TableInput(
            table="events",
            files=("export/events-2026-07.csv.gz", "export/events-2026-08.csv.gz", "export/events-2026-09.csv.gz"),
            rows=10_112,
            set_aside=17,
            duplicates=3,
            examples=(
                SetAside(file="export/events-2026-08.csv.gz", line=1204, reason="`at` is `31/02/2026`, not a date"),
                SetAside(file="export/events-2026-09.csv.gz", line=88, reason="`case_id` is empty"),
            ),
            remarks=("read as CSV with `;` between columns, UTF-8, dates as day/month/year",),
            last_at=last,
        ),
        TableInput(table="people", files=("hr.csv",), rows=812),
        TableInput(table="tickets", files=("tickets.parquet",), rows=1_203, last_at=last - timedelta(hours=5)),
    )
