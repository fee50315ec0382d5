"""What people keep beside the data: waivers and workarounds with their reasons, and where the 45 days stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from desirepath.report.pack.source import PackSource, label
from desirepath.report.sentence_parts import short_name
from desirepath.report.spoken import SpokenWords, marked, said
from desirepath.report.wording import count, short_day
from desirepath.vocabulary.pack import Block, Grid, Paragraph, Section
from desirepath.vocabulary.plan45 import Gate, GateState, Plan45, Stabilisation, Waiver, Workaround

_LONG = 300
_STATES: Mapping[GateState, str] = SpokenWords(
    {
        GateState.HOLDS: marked("holds"),
        GateState.AHEAD: marked("still ahead"),
        GateState.OVERDUE: marked("overdue"),
        GateState.NOT_ENOUGH_DATA: marked("not enough data"),
        GateState.NOT_NEEDED: marked("not needed"),
        GateState.WAIVED: marked("waived"),
    }
)
_STABILISED: Mapping[Stabilisation, str] = SpokenWords(
    {
        Stabilisation.KEEP_MONITORING: marked("keep monitoring"),
        Stabilisation.REDESIGN_WORKFLOW: marked("redesign the workflow"),
        Stabilisation.CLARIFY_POLICY: marked("clarify the policy"),
        Stabilisation.EXPAND_INTERVENTION: marked("expand the intervention"),
    }
)


def kept_sections(source: PackSource) -> Iterator[Section]:
    """The 45 days where they were worked out, and what was let pass where anything was."""
    if source.plan is not None:
        blocks = tuple(_plan(source.plan, source))
        yield Section(id="days45", title=said("The 45 days"), blocks=blocks)
    passed = tuple(_let_pass(source))
    if passed:
        yield Section(id="register", title=said("What was let pass"), blocks=passed)


def _plan(plan: Plan45, source: PackSource) -> Iterator[Block]:
    where = said("Day %(day)s of 45.", day=count(plan.day)) if plan.day <= 45 else said("The 45 days are over.")
    yield Paragraph(text=where, tone="lead")
    gates = [(phase, gate) for phase in plan.phases for gate in phase.gates]
    if gates:
        yield Grid(
            id="days45:gates",
            title=said("Proofs"),
            says=said("No one ticks a proof: data holds it, or a named role waives it and says why."),
            columns=(said("Phase"), said("Proof"), said("By day"), said("State"), said("Why")),
            rows=tuple(
                (label(phase.title), label(gate.title), count(gate.day), _STATES[gate.state], _gate_says(gate))
                for phase, gate in gates
            ),
            figures=tuple(figure for _, gate in gates for figure in gate.figures),
        )
    for proposal in plan.proposals:
        if proposal.proposed is not None:
            yield Paragraph(
                text=said(
                    "Proposed for “%(workflow)s”: %(what)s. Why: %(because)s",
                    workflow=source.workflow_title(proposal.workflow),
                    what=_STABILISED[proposal.proposed],
                    because=short_name(proposal.because, _LONG),
                )
            )
    yield from _stabilised(plan, source)


def _stabilised(plan: Plan45, source: PackSource) -> Iterator[Paragraph]:
    for one in plan.stabilised:
        yield Paragraph(
            text=said(
                "Decided for “%(workflow)s” on %(day)s by the %(role)s: %(what)s. Why: %(because)s",
                workflow=source.workflow_title(one.workflow),
                day=short_day(one.on),
                role=label(one.role),
                what=_STABILISED[one.decided],
                because=short_name(one.because, _LONG),
            )
        )


def _gate_says(gate: Gate) -> str:
    if gate.waiver is None:
        return short_name(gate.says, _LONG)
    return said(
        "%(says)s Waived by the %(role)s on %(day)s: %(because)s",
        says=short_name(gate.says, _LONG),
        role=label(gate.waiver.role),
        day=short_day(gate.waiver.on),
        because=short_name(gate.waiver.because, _LONG),
    )


def _let_pass(source: PackSource) -> Iterator[Block]:
    today = source.study.as_of.astimezone(ZoneInfo(source.study.timezone)).date()
    register = source.register.until(today)
    if register.waivers:
        yield _waivers(register.waivers, source)
    if register.workarounds:
        yield _workarounds(register.workarounds, today, source)


def _waivers(waivers: tuple[Waiver, ...], source: PackSource) -> Grid:
    phases = () if source.plan is None else source.plan.phases
    titles = {gate.id: gate.title for phase in phases for gate in phase.gates}
    return Grid(
        id="register:waivers",
        title=said("Proofs waived"),
        says=said("Passed without their proof, by whom and why."),
        columns=(said("Proof"), said("Waived by"), said("Day"), said("Why")),
        rows=tuple(
            (
                label(titles.get(one.gate, one.gate.replace("_", " "))),
                label(one.role),
                short_day(one.on),
                short_name(one.because, _LONG),
            )
            for one in waivers
        ),
    )


def _workarounds(workarounds: tuple[Workaround, ...], today: date, source: PackSource) -> Grid:
    return Grid(
        id="register:workarounds",
        title=said("Temporary ways round"),
        says=said("Allowed until their day."),
        columns=(said("What"), said("Workflow"), said("Owner"), said("Until"), said("State")),
        rows=tuple(
            (
                short_name(one.what, _LONG),
                _where(one, source),
                label(one.owner),
                short_day(one.retire_by),
                _state(one, today),
            )
            for one in workarounds
        ),
    )


def _where(one: Workaround, source: PackSource) -> str:
    title = source.workflow_title(one.workflow)
    return title if one.step is None else f"{title}: {source.step_title(one.workflow, one.step)}"


def _state(one: Workaround, today: date) -> str:
    if one.retired_on is not None and one.retired_on <= today:
        return said("taken away on %(day)s", day=short_day(one.retired_on))
    return said("overdue") if one.retire_by < today else said("still there")
