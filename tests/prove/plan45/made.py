"""Studies made by hand for the gates: one workflow of three steps, a few figures, and what is added to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.effect import Decided, Decision, DesignKind, Effect, Exposed, Proof, Range, Role, Shipped
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.friction import (
    BlockerKind,
    Evidence,
    EvidenceSource,
    FrictionPoint,
    Impact,
    Standing,
)
from desirepath.vocabulary.metric import Measurement
from desirepath.vocabulary.signal import SignalFinding, Symptom
from desirepath.vocabulary.source_health import SourceFlow, SourceHealth
from desirepath.vocabulary.study import ProcessMap, StepOnMap, Study, WorkflowPicture

GO_LIVE = datetime(2026, 3, 2, tzinfo=UTC)
FRESH = timedelta(hours=3)
BUYERS, CLERKS = Cohort((("role", "buyer"),)), Cohort((("role", "clerk"),))
FLOW = "request"
FOUR = ("process_adherence_rate", "abandonment_rate", "tickets_per_active_user", "exception_and_rework_rate")


def on_day(day: int) -> date:
    """Day 1 is that of go-live."""
    return GO_LIVE.date() + timedelta(days=day - 1)


def estimate(value: float, half: float = 0.04, unit: str = "share of users") -> Estimate:
    return Estimate(value=value, low=value - half, high=value + half, n=200, unit=unit, method="by hand")


def row(metric: str, value: float | None, period: str = "since_go_live", cohort: Cohort = EVERYONE) -> Measurement:
    """A measurement; without a value there is too little data."""
    nothing = NotEnoughData(observed=3, needed=20, because="closed cases")
    unit = "share of users" if metric in FOUR[:2] else "by hand"
    result = nothing if value is None else estimate(value, unit=unit)
    return Measurement(metric=metric, workflow=FLOW, period=period, result=result, cohort=cohort, size=200)


def enough() -> list[Measurement]:
    """The four figures of everyone and two cohorts, and adherence in weeks 1 and 4."""
    rows = [row(metric, 0.5, cohort=cohort) for metric in FOUR for cohort in (EVERYONE, BUYERS, CLERKS)]
    return [*rows, row(FOUR[0], 0.5, "week_1"), row(FOUR[0], 0.52, "week_4")]


def repeats(week_1: float, newest: float, size: int = 100) -> list[Measurement]:
    """Two ticket categories, of which `Quote` is the larger, with the share of askers who had asked before."""
    rows = []
    for category, part, first, later in (("Quote", 0.6, week_1, newest), ("Printing", 0.3, 0.5, 0.5)):
        for period, asked in (("since_go_live", later), ("week_1", first), ("week_3", later)):
            made = row("repeat_ticket_drivers", part, period)
            rows.append(replace(made, category=category, size=size, more={"asked_before": asked}))
    return rows


def study(
    day: int = 30,
    rows: Sequence[Measurement] | None = None,
    points: Sequence[FrictionPoint] = (),
    signals: Sequence[SignalFinding] = (),
    outside: int = 0,
) -> Study:
    """A study that knows everything until the end of a day; its newest event is three hours older."""
    as_of = GO_LIVE + timedelta(days=day)
    return Study(
        rollout="made",
        title="Made by hand",
        go_live=GO_LIVE,
        as_of=as_of,
        timezone="UTC",
        unit="users",
        smallest_group=10,
        cuts=("role",),
        inputs=(),
        metrics=tuple(enough() if rows is None else rows),
        workflows=(picture(outside),),
        suppressed=0,
        health=SourceHealth(
            flows=(SourceFlow(table="events", source="e", rows=9, last_at=as_of - FRESH, longest_pause=1),)
        ),
        signals=tuple(signals),
        friction_points=tuple(points),
    )


def aged(one: Study, age: timedelta) -> Study:
    """The same with a newest event that is older."""
    (flow,) = one.health.flows
    return replace(one, health=SourceHealth(flows=(replace(flow, last_at=one.as_of - age),)))


def picture(outside: int = 0) -> WorkflowPicture:
    steps = tuple(
        StepOnMap(
            step=name,
            title=f"The {name}",
            kind="task",
            changed=True,
            reached=100,
            passed=90,
            skipped=0,
            abandoned=0,
            failed=0,
            outside=outside if name == "check" else 0,
        )
        for name in ("draft", "quote", "check")
    )
    shown = ProcessMap(period="since_go_live", cases=100, steps=steps, flows=(), verdicts={Verdict.ON_PATH: 100})
    return WorkflowPicture(
        workflow=FLOW, title="Purchase request", path_text="draft quote check", maps=(shown,), unknown=(), variants=1
    )


def point(
    step: str = "quote",
    cohort: Cohort = BUYERS,
    blocker: BlockerKind = BlockerKind.WORKFLOW_FRICTION,
    *,
    standing: Standing = Standing.CONFIRMED,
    cases: int = 40,
) -> FrictionPoint:
    """A friction point with two sources, or one where it is only suspected."""
    sources = (EvidenceSource.BEHAVIOUR, EvidenceSource.TICKETS)[: 2 if standing is Standing.CONFIRMED else 1]
    return FrictionPoint(
        rank=1,
        workflow=FLOW,
        step=step,
        symptom=Symptom.ABANDONMENT_AT_STEP,
        cohort=cohort,
        blocker=blocker,
        probability=0.8,
        standing=standing,
        evidence=tuple(
            Evidence(source=one, says="It differs.", points_to=blocker, weight=1.0, differs=True) for one in sources
        ),
        not_a_user_problem=(),
        missing_evidence=(),
        first_intervention="field_level_help",
        watch={"week_1": "step_completion_rate", "week_4": "abandonment_rate"},
        impact=Impact(people=30, cases=cases, hours=8.0),
        priority=3.0,
    )


def bypass(step: str = "check") -> SignalFinding:
    return SignalFinding(
        signal="bypass",
        symptom=Symptom.APPROVAL_PATH_BYPASSED,
        workflow=FLOW,
        step=step,
        cohort=EVERYONE,
        value=0.2,
        expected=0.02,
        low=0.15,
        high=0.25,
        q_value=0.001,
        people=80,
        cases=200,
        excess_cases=36.0,
        unit="share of cases that ended",
    )


def proof(day: int = 5, value: float = -0.08, *, shown: int | None = 120, **shipped: object) -> Proof:
    """Field help whose effect on abandonment is `value`, give or take 0.03. `shipped` says where, for whom, and how."""
    step = str(shipped.get("step", "quote"))
    told = Shipped(
        id=f"help-{step}",
        workflow=FLOW,
        step=step,
        kind="field_level_help",
        design=DesignKind.HOLDOUT,
        starts_at=GO_LIVE + timedelta(days=day - 1, hours=9),
        cohort=BUYERS,
    )
    return Proof(
        shipped=replace(told, **shipped),  # type: ignore[arg-type]
        title="Field-level help",
        step_title=f"The {step}",
        exposed=Exposed(shown=shown, held_out=40),
        checks=(),
        effects=(_decides(value, step),),
        decision=Decision(decided=Decided.CONTINUE, because="By hand."),
        days=10,
    )


def _decides(value: float, step: str) -> Effect:
    return Effect(
        metric="abandonment_rate",
        title="Abandonment at the step",
        role=Role.DECIDES,
        unit="share of cases",
        better="down",
        value=value,
        low=value - 0.03,
        high=value + 0.03,
        once=Range(value - 0.015, value + 0.015),
        n=400,
        with_it=0.2 + value,
        without=0.2,
        method="by hand",
        step=step,
        stands=abs(value) > 0.03,
    )
