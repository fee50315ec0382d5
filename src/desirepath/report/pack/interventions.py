"""What was shipped, what it changed, whether its design holds, what follows, and what was decided in the room."""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.report.effect_figures import bounds, gap_alone, level
from desirepath.report.effect_sentences import (
    DECISIONS,
    cohort_said,
    decision_more,
    decision_to,
    doubts,
    evidence_said,
    for_whom,
    measure_said,
    reason,
    side_harms,
    since,
    told_sentence,
    verdict,
    without_said,
)
from desirepath.report.pack.figures import effect_figure, figure_id, level_figures
from desirepath.report.pack.source import PackSource, label
from desirepath.report.sentence_parts import short_name
from desirepath.report.spoken import first_up, inside, said, said_many
from desirepath.report.wording import count, short_day
from desirepath.vocabulary.effect import Decided, Effect, Proof, Role
from desirepath.vocabulary.figure import Figure, Origin
from desirepath.vocabulary.pack import Block, Grid, Paragraph, Section
from desirepath.vocabulary.plan45 import Recorded


def intervention_sections(source: PackSource) -> Iterator[Section]:
    """A section for each intervention; where none was shipped, one that says so."""
    title = said("Interventions shipped")
    if not source.proofs:
        nothing = Paragraph(text=said("No intervention has been shipped, so there is none to judge."))
        yield Section(id="interventions", title=title, blocks=(nothing,))
    for proof in source.proofs:
        yield Section(
            id=figure_id("intervention", proof.shipped.id),
            title=title,
            of=label(said(proof.title)),
            blocks=tuple(_blocks(proof, source)),
        )


def _blocks(proof: Proof, source: PackSource) -> Iterator[Block]:
    design = source.catalogues.designs.get(proof.shipped.design)
    yield Paragraph(text=str(told_sentence(proof, design)), figures=deciding_figures(proof, source), tone="lead")
    for harm in side_harms(proof, design):
        yield Paragraph(text=str(harm))
    yield Paragraph(text=_shown(proof, source), figures=tuple(_exposed_figures(proof, source)))
    yield Paragraph(text=_design_holds(proof))
    yield Paragraph(text=_proposed(proof, source))
    yield Paragraph(text=_decided(source.recorded(proof.shipped)))
    measured = tuple(one for one in proof.effects if one.role is not Role.COHORT)
    if measured and proof.refused is None:
        yield _measures(proof, measured, source)


def deciding_figures(proof: Proof, source: PackSource) -> tuple[Figure, ...]:
    """The effect that is decided by, with both levels; nothing where it cannot be told."""
    effect = proof.deciding
    if effect is None or proof.refused is not None:
        return ()
    title = source.metric_title(effect.metric)
    return (effect_figure(effect, proof, title), *level_figures(effect, proof, title))


def _shown(proof: Proof, source: PackSource) -> str:
    design = source.catalogues.designs.get(proof.shipped.design)
    where = source.step_title(proof.shipped.workflow, proof.shipped.step)
    values = {
        "step": where,
        "whom": for_whom(proof),
        "since": since(proof, source.study.timezone),
        "evidence": evidence_said(proof, design),
    }
    shown, held_out = proof.exposed.shown, proof.exposed.held_out
    if shown is None or not shown:
        return said("At “%(step)s”, for %(whom)s, %(since)s; %(evidence)s.", **values)
    people = {"shown": count(shown), "held_out": count(held_out)}
    return said(
        "At “%(step)s”, for %(whom)s, %(since)s; %(shown)s people were shown it, %(held_out)s were held out; %(evidence)s.",
        **values,
        **people,
    )


def _exposed_figures(proof: Proof, source: PackSource) -> Iterator[Figure]:
    shipped = proof.shipped
    few = said("fewer than %(floor)s people", floor=source.study.smallest_group)
    for name, people in (("shown", proof.exposed.shown), ("held out", proof.exposed.held_out)):
        yield Figure(
            id=figure_id("exposed", shipped.id, name.replace(" ", "-")),
            title=label(said(proof.title)),
            unit="people",
            origin=Origin(
                document="effects",
                workflow=shipped.workflow,
                metric="exposed",
                step=shipped.step,
                cohort=shipped.cohort,
                intervention=shipped.id,
                more=name,
            ),
            value=people,
            because=few if people is None else "",
        )


def _design_holds(proof: Proof) -> str:
    """How many checks of the design hold, and what those saw that fail."""
    if not proof.checks:
        return said("Nothing could be checked of its design.")
    held = sum(one.holds is True for one in proof.checks)
    unknown = sum(one.holds is None for one in proof.checks)
    text = said("%(held)s of %(all)s checks of its design hold.", held=held, all=len(proof.checks))
    open_ = said_many("%(n)s cannot be told.", "%(n)s cannot be told.", unknown)
    return " ".join((text, *([open_] if unknown else []), *doubts(proof)))


def _proposed(proof: Proof, source: PackSource) -> str:
    decision = proof.decision
    to = decision_to(decision, source.catalogues.interventions)
    what = " ".join(part for part in (inside(DECISIONS[decision.decided]), to) if part)
    more = ", ".join((what, *decision_more(decision)))
    because = reason(proof)
    text = said("Proposed by rule: %(what)s.", what=more)
    return said("%(text)s Why: %(because)s", text=text, because=because) if because else text


def _decided(recorded: Recorded | None) -> str:
    if recorded is None:
        return said("No decision on it is recorded.")
    decided = inside(DECISIONS[Decided(recorded.decided)]) if recorded.decided in set(Decided) else recorded.decided
    what = " ".join(part for part in (label(decided), label(recorded.to)) if part)
    return said(
        "Decided on %(day)s by the %(role)s: %(what)s. Why: %(because)s",
        day=short_day(recorded.on),
        role=label(recorded.role),
        what=what,
        because=short_name(recorded.because, 400),
    )


def _measures(proof: Proof, measured: tuple[Effect, ...], source: PackSource) -> Grid:
    design = source.catalogues.designs.get(proof.shipped.design)
    ordered = sorted(measured, key=lambda one: one.role is not Role.DECIDES)
    return Grid(
        id=figure_id("effects", proof.shipped.id),
        title=said("What changed, measure by measure"),
        says=said(
            "The first measure decides; the others are looked at for harm. The interval holds on all days together, however "
            "often it is read."
        ),
        columns=(
            said("Measure"),
            said("with it"),
            without_said(proof, design),
            said("Difference"),
            said("95% interval"),
            said("People"),
            said("Verdict"),
        ),
        rows=tuple(_row(one, proof) for one in ordered),
        figures=tuple(figure for one in ordered for figure in _figures(one, proof, source)),
    )


def _row(effect: Effect, proof: Proof) -> tuple[str, ...]:
    named = first_up("".join(part.text for part in measure_said(effect, proof)))
    where = "" if effect.cohort.is_everyone else f", {cohort_said(effect)}"
    return (
        f"{named}{where}",
        level(effect.with_it, effect.unit),
        level(effect.without, effect.unit),
        gap_alone(effect.value, effect.unit),
        bounds(effect.low, effect.high, effect.unit),
        count(effect.n),
        verdict(effect),
    )


def _figures(effect: Effect, proof: Proof, source: PackSource) -> tuple[Figure, ...]:
    title = source.metric_title(effect.metric)
    return (effect_figure(effect, proof, title), *level_figures(effect, proof, title))
