"""The page of effects: what was shipped, what it changed and how sure that is, and what follows. One HTML file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from desirepath.report.deflection_sentences import deflection_sentences
from desirepath.report.effect_figures import between, gap
from desirepath.report.effect_sentences import (
    DECISIONS,
    day_number,
    decision_more,
    decision_to,
    doubts,
    evidence_said,
    for_whom,
    harm_sentences,
    in_short,
    is_drawn,
    measure_said,
    reason,
    side_harms,
    since,
    told_on,
    told_sentence,
    verdict,
    without_said,
)
from desirepath.report.html.effect_rows import (
    CheckRow,
    CohortGroup,
    DayRow,
    ExposedRow,
    MeasureRow,
    WatchedRow,
    check_rows,
    cohort_groups,
    day_rows,
    exposed_rows,
    measure_rows,
    tone,
    watched_rows,
)
from desirepath.report.html.templating import style, templates
from desirepath.report.kept_sentences import kept
from desirepath.report.sentence_parts import Sentence, set_right, short_name
from desirepath.report.spoken import first_up, in_english, said
from desirepath.report.spoken_catalogues import spoken_design
from desirepath.report.svg.scale import Scale
from desirepath.report.svg.two_lines import (
    ByDay,
    difference_by_day,
    effect_scale,
    effect_whisker,
    levels_by_day,
    tick_said,
)
from desirepath.report.wording import day, is_share, words
from desirepath.vocabulary.design import Design
from desirepath.vocabulary.effect import Decided, Proof, Proofs
from desirepath.vocabulary.intervention import Intervention

_TONES = {
    Decided.EXPAND: "good",
    Decided.CONTINUE: "good",
    Decided.REPLACE: "bad",
    Decided.ESCALATE: "bad",
    Decided.UNDECIDED: "flat",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRow:
    """One intervention in a few words. `picture` is its interval beside that of the others; empty without one.

    `evidence` says how far the effect may be believed because of its design.
    `harms` says that a measure or cohort got worse that is not the one decided by, `doubtful` that an effect is told
    though a check of the design fails.
    """

    anchor: str
    number: int
    id: str
    title: str
    step: str
    who: str
    since: str
    design: str
    decision: str
    to: str
    more: tuple[str, ...]
    because: str
    tone: str
    effect: str
    interval: str
    measure: str
    verdict: str
    verdict_tone: str
    evidence: str
    picture: Markup
    harms: bool
    doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofView:
    """Everything that the page shows of one intervention. `doubts` is what was seen by checks that fail.

    `without` names the level beside it, `drawn` says that it was drawn by chance, `side_harms` are those of other measures than the one that decides, `reason`
    is empty where `told` says the same, `open_because_of_checks` says that no effect is told because a check fails.
    """

    row: EffectRow
    told: Sentence
    told_on: str
    harms: tuple[Sentence, ...]
    side_harms: tuple[Sentence, ...]
    doubts: tuple[str, ...]
    reason: str
    open_because_of_checks: bool
    without: str
    drawn: bool
    charts: tuple[Markup, ...]
    days: tuple[DayRow, ...]
    measures: tuple[MeasureRow, ...]
    cohorts: tuple[CohortGroup, ...]
    good_side: str
    exposed: tuple[ExposedRow, ...]
    checks: tuple[CheckRow, ...]
    watched: tuple[WatchedRow, ...]
    deflection: tuple[Sentence, ...]
    remarks: tuple[str, ...]
    design: Design | None
    method: str


def effects_page(proofs: Proofs, designs: Mapping[str, Design], interventions: Mapping[str, Intervention]) -> str:
    """One HTML file with everything in it. All text is escaped; nothing is fetched, no script runs.

    What an effect is said to have done is no stronger than its entry in `designs` allows. What comes instead is named
    by its title in `interventions`, else by its id in words.
    """
    with in_english():
        return _effects_page(proofs, designs, interventions)


def _effects_page(proofs: Proofs, designs: Mapping[str, Design], interventions: Mapping[str, Intervention]) -> str:
    page = _Page(proofs, designs, interventions)
    across = page.across
    ticks = () if across is None else tuple((f"{across.at(one):.2f}%", tick_said(one, "share")) for one in across.ticks)
    return (
        templates()
        .get_template("effects.html.j2")
        .render(
            title=short_name(proofs.title),
            rollout=short_name(proofs.rollout),
            as_of=day(proofs.as_of, proofs.timezone),
            timezone=proofs.timezone,
            smallest_group=proofs.smallest_group,
            in_short=in_short(proofs),
            views=tuple(page.view(one, number) for number, one in enumerate(proofs.proofs, start=1)),
            ticks=ticks,
            remarks=tuple(short_name(kept(one), 1000) for one in proofs.remarks),
            style=style("style.css", "percent.css", "friction.css", "effects.css"),
        )
    )


@dataclass(frozen=True, slots=True)
class _Page:
    proofs: Proofs
    designs: Mapping[str, Design]
    interventions: Mapping[str, Intervention]

    @property
    def across(self) -> Scale | None:
        """One scale for all effects on shares; None where there is none."""
        found = [one.deciding for one in self.proofs.proofs]
        pairs = [(one.low, one.high) for one in found if one is not None and is_share(one.unit)]
        return effect_scale(pairs, "share") if pairs else None

    def view(self, proof: Proof, number: int) -> ProofView:
        design = self.designs.get(proof.shipped.design)
        without = without_said(proof, design)
        read = _by_day(proof, self.proofs.timezone, without)
        return ProofView(
            row=self.row(proof, number),
            told=told_sentence(proof, design),
            told_on=told_on(proof, self.proofs.timezone),
            harms=harm_sentences(proof, design),
            side_harms=side_harms(proof, design),
            doubts=() if proof.refused is not None else doubts(proof),
            reason=reason(proof),
            open_because_of_checks=proof.refused is not None and any(one.holds is False for one in proof.checks),
            without=without,
            drawn=is_drawn(proof, design),
            charts=() if read is None else tuple(filter(None, (levels_by_day(read), difference_by_day(read)))),
            days=tuple(day_rows(proof, self.proofs.timezone)),
            measures=measure_rows(proof),
            cohorts=cohort_groups(proof),
            good_side="left" if proof.deciding is None or proof.deciding.better == "down" else "right",
            exposed=exposed_rows(proof.exposed, self.proofs.smallest_group),
            checks=check_rows(proof.checks),
            watched=watched_rows(proof.movement),
            deflection=() if proof.deflection is None else deflection_sentences(proof.deflection),
            remarks=tuple(short_name(kept(one), 1000) for one in proof.remarks),
            design=spoken_design(design) if design else None,
            method="" if proof.deciding is None else said(proof.deciding.method),
        )

    def row(self, proof: Proof, number: int) -> EffectRow:
        effect, across, decision = proof.deciding, self.across, proof.decision
        picture = Markup("")
        if effect is not None and across is not None and is_share(effect.unit):
            picture = effect_whisker((effect.low, effect.value, effect.high), across, tone(effect))
        return EffectRow(
            anchor=f"effect-{number}",
            number=number,
            id=short_name(proof.shipped.id),
            title=short_name(said(proof.title)),
            step=short_name(proof.step_title),
            who=for_whom(proof),
            since=since(proof, self.proofs.timezone),
            design=self._design_title(proof),
            decision=DECISIONS[decision.decided],
            to=decision_to(decision, self.interventions),
            more=decision_more(decision),
            because=set_right(kept(decision.because)),
            tone=_TONES[decision.decided],
            effect="" if effect is None else gap(effect.value, effect.unit),
            interval="" if effect is None else between(effect.low, effect.high, effect.unit),
            measure="" if effect is None else "".join(part.text for part in measure_said(effect, proof)),
            verdict="" if effect is None else verdict(effect),
            verdict_tone="" if effect is None else tone(effect),
            evidence=evidence_said(proof, self.designs.get(proof.shipped.design)),
            picture=picture,
            harms=any(one.harms and one is not effect for one in proof.effects),
            doubtful=effect is not None and proof.refused is None and bool(doubts(proof)),
        )

    def _design_title(self, proof: Proof) -> str:
        found = self.designs.get(proof.shipped.design)
        return said(found.title) if found else first_up(words(proof.shipped.design))


def _by_day(proof: Proof, timezone: str, without: str) -> ByDay | None:
    effect, start = proof.deciding, proof.shipped.starts_at
    if effect is None or not proof.readings:
        return None
    measure = "".join(part.text for part in measure_said(effect, proof))
    return ByDay(
        measure=first_up(measure),
        unit=effect.unit,
        better=effect.better,
        without=without,
        days=tuple(day_number(one.day, start, timezone) for one in proof.readings),
        readings=proof.readings,
        told_on=None if proof.told_on is None else day_number(proof.told_on, start, timezone),
    )
