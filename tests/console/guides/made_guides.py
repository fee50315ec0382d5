"""One guide of each kind, with everything in it that its form can hold."""

from __future__ import annotations

from desirepath.console.guides.written import Written
from desirepath.vocabulary.guidance import contents as c
from desirepath.vocabulary.guidance.published import Often
from desirepath.vocabulary.guidance.rules import (
    Anything,
    AtStage,
    Attribute,
    ElementIs,
    Everything,
    Happened,
    InApplication,
    OnPage,
    Otherwise,
    Rule,
)
from desirepath.vocabulary.guidance.words import Blocks, Example, Heading, Link, Listed, Note, Paragraph

HOST = "intranet.example.com"
BLOCKS: Blocks = (
    Heading(text={"en": "Before you begin", "de": "Vorher"}),
    Paragraph(text={"en": "Have the quote at hand.", "de": "Das Angebot bereithalten."}),
    Listed(items=({"en": "As a PDF", "de": "Als PDF"}, {"en": "One page", "de": "Eine Seite"})),
    Listed(items=({"en": "Open it", "de": "Öffnen"}, {"en": "Attach it", "de": "Anhängen"}), ordered=True),
    Example(text={"en": "4711-2", "de": "4711-2"}),
    Example(text={"en": "4711", "de": "4711"}, right=False),
    Note(text={"en": "It is checked.", "de": "Es wird geprüft."}),
    Link(text={"en": "The rule", "de": "Die Regel"}, to=f"https://{HOST}/rule"),
)
TITLE = {"en": "The quote", "de": "Das Angebot"}
AT = ("#app", "form input[name=quote]")
RULE: Rule = Otherwise(of=ElementIs(at=("#quote",), state="empty"))
CONTENTS: dict[str, c.Content] = {
    "walkthrough": c.Walkthrough(
        title=TITLE,
        steps=(
            c.WalkStep(id="a", title=TITLE, blocks=BLOCKS, at=AT, goes_on_when=RULE),
            c.WalkStep(id="b", title=TITLE, branches=(c.Branch(when=RULE, to="end"),)),
        ),
    ),
    "tooltip": c.Tooltip(at=AT, title=TITLE, blocks=BLOCKS),
    "field_help": c.FieldHelp(
        at=AT,
        purpose=TITLE,
        format={"en": "Four digits"},
        right=({"en": "4711", "de": "4711"}, {"en": "4712"}),
        wrong=({"en": "47", "de": "47"},),
        mend={"en": "Look it up."},
    ),
    "rule_reinforcement": c.RuleReinforcement(
        at=AT,
        title=TITLE,
        blocks=BLOCKS,
        stops=False,
        rules=(
            c.FieldRule(field=AT, must="matches", pattern="[0-9]{4}", says=TITLE, only_when=RULE),
            c.FieldRule(field=AT, must="filled", says=TITLE),
        ),
    ),
    "announcement": c.Announcement(title=TITLE, blocks=BLOCKS, form="dialog"),
    "known_issue": c.KnownIssue(title=TITLE, blocks=BLOCKS, at=AT, until="2027-01-31T10:00:00Z"),
    "acknowledgement": c.Acknowledgement(title=TITLE, blocks=BLOCKS, statement=TITLE, button={"en": "I confirm"}),
    "launcher": c.Launcher(label=TITLE, opens="self_help", at=AT),
    "checklist": c.Checklist(
        title=TITLE,
        items=(
            c.ChecklistItem(id="a", text=TITLE, done_when=RULE, opens="self_help"),
            c.ChecklistItem(id="b", text=TITLE),
        ),
    ),
    "survey": c.Survey(
        question=TITLE,
        choices=(c.SurveyChoice(reason="access", text=TITLE), c.SurveyChoice(reason="other", text=TITLE)),
        asks_for_words=TITLE,
        thanks=TITLE,
    ),
    "self_help": c.SelfHelp(title=TITLE, escalates=False),
    "escalation": c.Escalation(
        title=TITLE,
        routes=(c.Route(to="policy", text=TITLE),),
        blocks=BLOCKS,
        thanks=TITLE,
        answered_within_hours=48,
    ),
}
TARGET = Everything(
    of=(
        InApplication(names=("purchasing", "portal")),
        OnPage(paths=("/requests/*", "/help/**")),
        Attribute(name="role", values=("buyer", "requester")),
        AtStage(workflow="purchase_request", steps=("quote", "order")),
        Happened(activities=("Request drafted", "Quote entered"), within_minutes=45),
        ElementIs(at=AT, state="disabled"),
        Anything(of=(RULE, InApplication(names=("a",)))),
    )
)


def made_guide(kind: str) -> Written:
    """A guide of a kind."""
    often = Often(times=2, days=7)
    return Written(content=CONTENTS[kind], target=TARGET, often=often, priority=3, fades_after=5, held_out=0.2)
