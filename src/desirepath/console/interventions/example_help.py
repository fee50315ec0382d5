"""The first help of the demo: at the field of the example application that holds people up, live from the start."""

from __future__ import annotations

from desirepath.console.accounts.actions.make_person import person_of_email
from desirepath.console.friction.reads import points_of
from desirepath.console.guides.written import Written
from desirepath.console.interventions.actions.approve_version import approve_version
from desirepath.console.interventions.actions.ask_for_review import ask_for_review
from desirepath.console.interventions.actions.draft_intervention import Draft, draft_intervention
from desirepath.console.interventions.actions.go_live import go_live
from desirepath.console.interventions.contents import Content, Facts
from desirepath.console.rollouts.reads import RolloutSeen, rollouts_of
from desirepath.console.workspaces.actions.invite_member import invite_member
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.reads import seat_of
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.guidance.contents import FieldHelp
from desirepath.vocabulary.guidance.rules import Everything, InApplication, OnPage

AUTHOR, OWNER = "author@example.com", "process-owner@example.com"
FOR_WHOM = Cohort((("region", "EMEA"), ("role", "buyer")))
"""Whom the application asks for a number that they knew in another form, and whoever signs in there unless they choose."""
HEADING = "Help with the cost centre"
COST_CENTRE = Written(
    content=FieldHelp(
        at=("#cost_centre",),
        purpose={
            "en": "Who pays for it: the cost centre of your team.",
            "de": "Wer dafür zahlt: die Kostenstelle Ihres Teams.",
        },
        format={"en": "Four digits, a hyphen, two digits", "de": "Vier Ziffern, ein Bindestrich, zwei Ziffern"},
        right=({"en": "4711-23", "de": "4711-23"},),
        wrong=({"en": "471123", "de": "471123"},),
        mend={
            "en": "Your old number has no hyphen: put one after the fourth digit.",
            "de": "Ihre alte Nummer hat keinen Bindestrich: Nach der vierten Ziffer kommt einer hinein.",
        },
    ),
    target=Everything(of=(InApplication(names=("purchasing",)), OnPage(paths=("/requests/*/quote",)))),
)
_FACTS = Facts(
    workflow="purchase_request",
    step="quote",
    kind="field_level_help",
    blocker="workflow_friction",
    cohort=FOR_WHOM,
)


def put_help_live(workspace: str, administrator: str) -> str:
    """Write the help, have a second person approve it, and let it go live; the id of the intervention.

    Both are made up, as all people of the demo are, and brought in by the administrator (an e-mail address).
    """
    brings = _seat(person_of_email(administrator), workspace)
    author = _seat(invite_member(brings, AUTHOR, Role.AUTHOR), workspace)
    owner = _seat(invite_member(brings, OWNER, Role.PROCESS_OWNER), workspace)
    (rollout,) = rollouts_of(brings.workspace)
    slug = draft_intervention(author, rollout, _draft(rollout))
    ask_for_review(author, rollout, slug, 1)
    approve_version(owner, rollout, slug, 1)
    go_live(owner, rollout, slug, 1)
    return slug


def _draft(rollout: RolloutSeen) -> Draft:
    """Against the friction point of those whom it is for, where the diagnosis found one."""
    found = (one.key for one in points_of(rollout.id) if (one.step, one.cohort) == (_FACTS.step, FOR_WHOM))
    content = Content(title=HEADING, text="", guide=COST_CENTRE)
    return Draft(content=content, facts=_FACTS, owner=OWNER, friction_key=next(found, ""))


def _seat(person: int, workspace: str) -> Seat:
    seat = seat_of(person, workspace)
    assert seat is not None  # noqa: S101 - who was brought in has one
    return seat
