"""How the kit is used: what it is, what to bring, and the 45 minutes."""

from __future__ import annotations

from dataclasses import dataclass

from desirepath.report.kit.kit import Kit


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the session: when, what is done, and on which sheet."""

    minutes: str
    do: str
    sheet: str


FILLED = (
    "This kit was filled from the traces of the rollout: where work leaves the approved path, for whom, the likeliest"
    " reason, how sure that is, and what to try first. It describes steps and groups, never persons."
)
BLANK = (
    "This kit leads a group from a symptom to a cause, a first intervention and an owner, without any data. It"
    " describes steps and groups, never persons: leave names out of every row but the owner's."
)
TO_BRING = (
    "Whoever owns the process, the application and the adoption, and two people who do the work.",
    "The approved path on one page, and one screen of each step in question.",
    "What support heard most in the last two weeks.",
)
HOW_SURE = (
    "Confirmed: two independent sources differ from before, or from the others. Suspected: one does; what is missing"
    " is named. A probability is that of the blocker, given all the evidence; the runner-up stands beside it."
)


def agenda(kit: Kit) -> tuple[Part, ...]:
    """The six parts of the session."""
    points = (
        "Name at most three steps where work goes wrong, with the scorecard's symptoms in hand."
        if kit.is_blank
        else "Read the friction points, worst first. Does the room know them? Correct the words, not the figures."
    )
    proof = (
        "For each step, write down what speaks for a cause, and who could show a second source."
        if kit.is_blank
        else "Read what each source says, the runner-up, and what would put it first. Note what is still missing."
    )
    return (
        Part(minutes="0 to 5", do="Agree on what went live, for whom, and what done right means.", sheet="Start here"),
        Part(minutes="5 to 15", do=points, sheet="Scorecard" if kit.is_blank else "Friction points"),
        Part(minutes="15 to 25", do=proof, sheet="Evidence"),
        Part(
            minutes="25 to 30", do="Ask the five checks of each: it may not be the users' problem.", sheet="Five checks"
        ),
        Part(minutes="30 to 40", do="Choose one intervention for each, the smallest that fits.", sheet="Interventions"),
        Part(minutes="40 to 45", do="Give each an owner and a day, and agree on what is watched.", sheet="Backlog"),
    )


def introduction(kit: Kit) -> str:
    """What the kit is."""
    return BLANK if kit.is_blank else FILLED


def floor_note(kit: Kit) -> str:
    """How many rows the floor keeps out; empty where there is nothing to say."""
    if kit.study is None or not kit.study.suppressed:
        return ""
    return (
        f"{kit.study.suppressed:,} rows are left out because a group of fewer than {kit.study.smallest_group} stands"
        " behind them, or could be worked out from them."
    )
