"""Whether the temporary ways round are gone.

What it asks for
    Every workaround whose day has come is retired, and work done over other channels no longer stands out, by day 45.

How it is read
    From the workarounds in the register, and from the signal `bypass` at steps that cases did over another channel, as
    the process map counts them. Writing down that a workaround is retired changes nothing where the data still shows it.
    Where there is neither, the gate asks for nothing.

When it cannot be told
    Where no work can be judged since go-live. Where fewer cases than the floor went over another channel, a bypass is not
    told apart from steps that were left out, and does not count against the gate.

Source
    The third phase of the plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.observe.cases import SINCE_GO_LIVE
from desirepath.prove.plan45.reading import GateReading, fails, holds, not_needed, too_little
from desirepath.prove.plan45.seen import Seen
from desirepath.vocabulary.figure import Figure, Origin
from desirepath.vocabulary.plan45 import ProofGate
from desirepath.vocabulary.signal import SignalFinding

GATE = ProofGate(
    name="workarounds_retired",
    title="Workarounds are retired",
    phase=3,
    day=45,
    question="Are the temporary ways round gone?",
    needs=("events", "register.workarounds"),
    source="The third phase of the plan",
)


def read(seen: Seen) -> GateReading:
    """Holds where nothing that was to be gone is there, in the register or in the data."""
    outside = tuple(_outside(seen))
    figures = tuple(_figure(one) for one in outside)
    if outside:
        step = seen.step_title(outside[0].workflow, outside[0].step)
        return fails("Work still goes over other channels at “%(step)s”.", *figures, step=step)
    kept = seen.register.workarounds
    late = [one for one in kept if one.retired_on is None and one.retire_by <= seen.today]
    if late:
        message = "To be gone by now: %(n)s of %(all)s; first: “%(workaround)s”."
        return fails(message, n=str(len(late)), all=str(len(kept)), workaround=late[0].what)
    if not seen.has_enough:
        return too_little("There is too little work since go-live to tell whether it goes over other channels.")
    if not kept:
        return not_needed("No workaround is known, and no work goes over other channels more than expected.")
    gone = sum(one.retired_on is not None for one in kept)
    return holds("Retired: %(n)s of %(all)s, and none is overdue.", n=str(gone), all=str(len(kept)))


def _outside(seen: Seen) -> Iterator[SignalFinding]:
    """The bypasses that stand at steps which cases did over another channel."""
    steps = {
        (picture.workflow, step.step)
        for picture in seen.study.workflows
        for shown in picture.maps
        if shown.period == SINCE_GO_LIVE
        for step in shown.steps
        if step.outside
    }
    for one in seen.study.signals:
        if one.signal == "bypass" and (one.workflow, one.step) in steps:
            yield one


def _figure(one: SignalFinding) -> Figure:
    told = (f"{attribute}={value}" for attribute, value in one.cohort.pairs)
    return Figure(
        id=":".join(("bypass", one.workflow, one.step, *told)),
        title="Bypass of the approved path",
        unit=one.unit,
        origin=Origin(
            document="diagnosis",
            workflow=one.workflow,
            metric="bypass",
            step=one.step,
            cohort=one.cohort,
            more="signal",
        ),
        value=one.value,
        low=one.low,
        high=one.high,
        n=one.cases,
        method="95 % interval of the signal",
    )
