"""Effects on the terminal: what follows, why, and the sentence that may be repeated; without colour all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from desirepath.report.deflection_sentences import deflection_sentences
from desirepath.report.effect_sentences import (
    DECISIONS,
    decision_more,
    decision_to,
    doubts,
    for_whom,
    in_short,
    reason,
    side_harms,
    since,
    told_on,
    told_sentence,
)
from desirepath.report.sentence_parts import short_name
from desirepath.report.wording import day
from desirepath.vocabulary.design import Design
from desirepath.vocabulary.effect import Decided, Proof, Proofs
from desirepath.vocabulary.intervention import Intervention

_STYLES = {
    Decided.CONTINUE: "green",
    Decided.EXPAND: "green",
    Decided.REPLACE: "red",
    Decided.ESCALATE: "red",
    Decided.UNDECIDED: "yellow",
}


def effects_summary(
    proofs: Proofs, designs: Mapping[str, Design], interventions: Mapping[str, Intervention]
) -> RenderableType:
    """All interventions, a few lines each, the decision first; one calm sentence where there is none."""
    facts = f"as of {day(proofs.as_of, proofs.timezone)} · counted by person"
    parts: list[RenderableType] = ["", Text(short_name(proofs.title), style="bold"), Text(facts, style="dim"), ""]
    if proofs.proofs:
        parts.append(Text(f"Did it work? {in_short(proofs)}", style="bold"))
    else:
        parts.append(Text("Nothing to prove yet.", style="bold"))
        parts.append(Text("It takes a table `interventions` and a table `exposures` in the rollout file.", style="dim"))
    for number, proof in enumerate(proofs.proofs, start=1):
        design = designs.get(proof.shipped.design)
        parts += ["", _proof(number, proof, tuple(_facts(proof, design, proofs.timezone, interventions)))]
    if proofs.remarks:
        parts += ["", Text("About the data", style="bold")]
        parts += [Text(f" • {short_name(one, 1000)}", style="dim") for one in proofs.remarks]
    return Group(*parts, "")


def _proof(number: int, proof: Proof, facts: tuple[tuple[str, Text], ...]) -> RenderableType:
    head = Table.grid(padding=(0, 1))
    head.add_column(justify="right", style="bold", width=2)
    head.add_column(ratio=1)
    decided = (DECISIONS[proof.decision.decided], f"bold {_STYLES[proof.decision.decided]}")
    what = f": {short_name(proof.title)} at “{short_name(proof.step_title)}”, for {for_whom(proof)}"
    head.add_row(str(number), Text.assemble(decided, (what, "bold")))
    below = Table.grid(padding=(0, 1))
    below.add_column(width=2)
    below.add_column(style="dim", width=9)
    below.add_column(ratio=1)
    for name, said in facts:
        below.add_row("", name, said)
    return Group(head, below)


def _facts(
    proof: Proof, design: Design | None, timezone: str, interventions: Mapping[str, Intervention]
) -> Iterator[tuple[str, Text]]:
    decision = proof.decision
    follows = decision_more(decision)
    if to := decision_to(decision, interventions):
        follows = (f"{DECISIONS[decision.decided].lower()} {to}", *follows)
    if follows:
        yield "what next", Text("; ".join(follows), style="bold")
    for harm in side_harms(proof, design):
        yield "worse", Text(str(harm), style="red")
    worse = proof.deciding is not None and proof.deciding.harms
    yield "told", Text(str(told_sentence(proof, design)), style="red" if worse else "")
    if said := reason(proof):
        yield "because", Text(said)
    if proof.deflection is not None:
        yield "questions", Text(" ".join(str(one) for one in deflection_sentences(proof.deflection)))
    told = told_on(proof, timezone)
    yield "shown", Text(f"{since(proof, timezone)}{f'; {told}' if told else ''}")
    yield from _doubts(proof)


def _doubts(proof: Proof) -> Iterator[tuple[str, Text]]:
    """The checks that fail by what they say; of the others only how many hold and how many are not known."""
    for said in doubts(proof):
        yield "fails", Text(said, style="yellow")
    failing = any(one.holds is False for one in proof.checks)
    holding, all_of = sum(one.holds is True for one in proof.checks), len(proof.checks)
    if proof.checks and not failing:
        unknown = f", {all_of - holding} cannot be told" if holding < all_of else ""
        yield "checks", Text(f"{holding} of {all_of} {'holds' if holding == 1 else 'hold'}{unknown}")
