"""The words of the weekly review. One place for the page, the minutes and the console."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desirepath.report.spoken import SpokenWords, marked
from desirepath.vocabulary.effect import Decided
from desirepath.vocabulary.review import Ground, Sight, Topic, WhyShipped


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicWords:
    """`title` heads it, `asks` is what the meeting wants to know, `quiet` what is said where nothing stands out."""

    title: str
    asks: str
    quiet: str


TOPICS: Mapping[Topic, TopicWords] = SpokenWords(
    {
        Topic.DROP_OFF: TopicWords(
            title=marked("Top drop-off"),
            asks=marked("Where are most cases given up?"),
            quiet=marked("No step loses more cases than chance would make it lose."),
        ),
        Topic.REPEAT_TICKETS: TopicWords(
            title=marked("Top repeat ticket category"),
            asks=marked("What do people ask support about more than before?"),
            quiet=marked("No ticket category grew by more than chance would make it grow."),
        ),
        Topic.EXCEPTIONS: TopicWords(
            title=marked("Top exception or rework driver"),
            asks=marked("Where does most go wrong, or is done twice?"),
            quiet=marked("No step fails or is done again more often than by chance."),
        ),
        Topic.COHORT_AT_RISK: TopicWords(
            title=marked("Group at highest risk"),
            asks=marked("Who is hit hardest?"),
            quiet=marked("No group stands apart by more than chance."),
        ),
        Topic.SHIPPED: TopicWords(
            title=marked("What was shipped"),
            asks=marked("What was shipped, and what may be said of it?"),
            quiet=marked("Nothing is known to have been shipped, or to be live."),
        ),
        Topic.MOVEMENT: TopicWords(
            title=marked("Movement since the last review"),
            asks=marked("Which headline figures moved?"),
            quiet=marked("No headline figure moved by more than chance would move it."),
        ),
    },
    "title",
    "asks",
    "quiet",
)

SIGHTS: Mapping[Sight, str] = SpokenWords(
    {
        Sight.STANDS_OUT: marked("Stands out"),
        Sight.NOTHING: marked("Nothing stands out"),
        Sight.NOT_ENOUGH_DATA: marked("Not enough data"),
    }
)

TOO_LITTLE: Mapping[str, str] = SpokenWords(
    {
        "no step and no group had enough to be compared": marked("no step and no group had enough to be compared"),
        "there is no study of a week before to compare with": marked(
            "there is no study of a week before to compare with"
        ),
    }
)
"""Why a topic cannot be told, where the reason is the review's own."""

WHY_SHIPPED: Mapping[WhyShipped, str] = SpokenWords(
    {
        WhyShipped.LAST_CYCLE: marked("shipped since the last review"),
        WhyShipped.DECISION_DUE: marked("shipped earlier, a decision is due"),
        WhyShipped.LATEST: marked("the latest; nothing was shipped since the last review"),
    }
)

GROUNDS: Mapping[Ground, str] = SpokenWords(
    {
        Ground.TOO_EARLY: marked("Nothing follows from its effect yet."),
        Ground.HELPED_OTHERS: marked("What is live at this step for others helped them."),
        Ground.ONE_SOURCE: marked("Only one source speaks of it so far. Collect a second one first."),
        Ground.OWNER_DECIDES: marked(
            "No intervention is known to be live there. What comes first is the owner's to decide: “%(what)s”."
        ),
        Ground.SHIP_FIRST: marked("No intervention is known to be live there. Ship first: “%(what)s”."),
        Ground.PERSISTS: marked("What answers it has been live for two weeks, and it still stands out."),
        Ground.GOT_WORSE: marked("A headline figure got clearly worse."),
        Ground.GOT_BETTER: marked("What moved got better."),
    }
)
"""Why something is proposed. Where the effect decides it, the effect says so itself."""

TONES: Mapping[Decided, str] = {
    Decided.CONTINUE: "flat",
    Decided.EXPAND: "good",
    Decided.REPLACE: "bad",
    Decided.ESCALATE: "warn",
}
MEETING: Mapping[Decided, str] = SpokenWords(
    {
        Decided.CONTINUE: marked("Continue"),
        Decided.EXPAND: marked("Expand to another group"),
        Decided.REPLACE: marked("Replace"),
        Decided.ESCALATE: marked("Escalate to an owner"),
    }
)
"""What a meeting can decide, as it is chosen."""
