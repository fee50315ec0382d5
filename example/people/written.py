"""Guides for the example application, as a process owner would write them: some help, some miss the point."""

from __future__ import annotations

from datetime import datetime, timedelta

from desirepath.vocabulary.guidance.contents import (
    Content,
    Escalation,
    FieldHelp,
    Launcher,
    Route,
    SelfHelp,
    Survey,
    SurveyChoice,
)
from desirepath.vocabulary.guidance.published import Article, Guide, Guides, NewWord
from desirepath.vocabulary.guidance.rules import Everything, Happened, InCohort, OnPage, Rule
from desirepath.vocabulary.guidance.words import Example, Paragraph, Words
from example.application.steps import APPLICATION, REJECTED, WORKFLOW

ROLLOUT = "purchase-requests"
AT_THE_QUOTE = OnPage(paths=("/requests/*/quote",))
EMEA_BUYERS = InCohort(pairs={"region": "EMEA", "role": "buyer"})
LIVE_FROM = "2026-01-05T00:00:00Z"


def _en(text: str) -> Words:
    return {"en": text}


COST_CENTRE = FieldHelp(
    at=("#cost_centre",),
    purpose={"en": "Who pays: the cost centre of your team.", "de": "Wer zahlt: die Kostenstelle Ihres Teams."},
    format={"en": "Four digits, a hyphen, two digits", "de": "Vier Ziffern, ein Bindestrich, zwei Ziffern"},
    right=(_en("4711-23"),),
    wrong=(_en("471123"), _en("4711/23")),
    mend={"en": "Your old number has no hyphen: put one after the fourth digit."},
)
"""What mends it: the form, and an example of it, at the field."""
QUOTE_NUMBER = FieldHelp(
    at=("#cost_centre",),
    purpose=_en("Remember what the training said: a request without a quote takes longer to approve."),
    mend=_en("Ask the supplier for the number of the quote."),
)
"""A refresher about something else, at the same field: true, well meant, and of no use there."""
BLOCKED = Escalation(
    title=_en("You may not attach quotes?"),
    routes=(
        Route(to="access", text=_en("I am not allowed to do this")),
        Route(to="policy", text=_en("The rule does not fit my case")),
    ),
    thanks=_en("The owner of the access has been told."),
)
WHAT_STOPPED_YOU = Survey(
    question=_en("What stopped you here?"),
    choices=(
        SurveyChoice(reason="usability", text=_en("It is unclear what to enter")),
        SurveyChoice(reason="access", text=_en("I am not allowed to")),
        SurveyChoice(reason="policy", text=_en("The rule makes no sense")),
    ),
)
HELP = SelfHelp(title=_en("Help with purchase requests"))
ARTICLE = Article(
    article="cost-centre",
    title=_en("How a cost centre is written"),
    blocks=(Paragraph(text=_en("Four digits, a hyphen, two digits.")), Example(text=_en("4711-23"))),
    workflow=WORKFLOW,
    step="quote",
)
CLERKS_OF_APAC = InCohort(pairs={"region": "APAC", "role": "clerk"})


def guide(name: str, content: Content, whom: Rule, held_out: float = 0.0) -> Guide:
    """A guide at the quote, for these people; a share of them is held out."""
    return Guide(
        id=name,
        version=1,
        rollout=ROLLOUT,
        workflow=WORKFLOW,
        step="quote",
        content=content,
        target=Everything(of=(AT_THE_QUOTE, whom)),
        design="holdout" if held_out else "everyone",
        held_out=held_out,
        starts_at=LIVE_FROM,
    )


def right_guide(held_out: float = 0.0) -> Guide:
    """The guide that tells EMEA's buyers how a cost centre is written."""
    return guide("right-guide", COST_CENTRE, EMEA_BUYERS, held_out)


def wrong_guide(held_out: float = 0.0) -> Guide:
    """The guide that tells the same people, at the same field, about something else."""
    return guide("wrong-guide", QUOTE_NUMBER, EMEA_BUYERS, held_out)


def access_guides() -> tuple[Guide, Guide]:
    """Where clerks in APAC tell that they may not attach quotes, and the button in the corner that leads there."""
    button = Launcher(label=_en("Not allowed?"), opens="blocked")
    return guide("blocked", BLOCKED, CLERKS_OF_APAC), guide("not-allowed", button, CLERKS_OF_APAC)


def help_guides() -> tuple[Guide, Guide]:
    """The help panel, and the button that leads there, for everyone."""
    button = Launcher(label=_en("Help"), opens="help")
    return guide("help", HELP, everyone()), guide("help-button", button, everyone())


def survey_guide() -> Guide:
    """The question what stopped somebody, once the quote was not taken."""
    failed = Happened(activities=(REJECTED,), within_minutes=30)
    return guide("survey", WHAT_STOPPED_YOU, Everything(of=(EMEA_BUYERS, failed)))


def everyone() -> Rule:
    """Nobody is left out."""
    return Everything(of=())


def document(
    *guides: Guide, workspace: str, now: datetime, sequence: int = 1, articles: tuple[Article, ...] = ()
) -> Guides:
    """A document of these guides, good for thirty days from now (UTC)."""
    return Guides(
        schema="desirepath/guides/1",
        workspace=workspace,
        sequence=sequence,
        issued_at=_written(now),
        expires_at=_written(now + timedelta(days=30)),
        guides=guides,
        articles=articles,
        words=(NewWord(old="cost unit", new="cost centre"),),
        applications=(APPLICATION,),
    )


def _written(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
