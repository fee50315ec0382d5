"""A target as somebody wants it: read from a form, refused with every mistake by the name of its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from desirepath.console.notices.reads import TargetSeen
from desirepath.console.notices.way_out import check_address
from desirepath.console.notices.words import KINDS, refusal_told, shapes, why_told
from desirepath.outward.refusals import SendingFailed, TargetRefused
from desirepath.vocabulary.errors import BadInput

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a form says of a target. Without `rollouts` it is told of all."""

    name: str = ""
    shape: str = "slack"
    address: str = ""
    kinds: tuple[str, ...] = tuple(KINDS)
    rollouts: tuple[str, ...] = ()
    language: str = "en"


class NotWanted(Exception):
    """What is wrong, by the name of the field. `address` says that nothing may or can be sent there."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = problems


def as_sent(given: QueryDict) -> Wanted:
    """The form as it was sent, whatever stands in it."""
    return Wanted(
        name=given.get("name", "").strip(),
        shape=given.get("shape", ""),
        address=given.get("address", "").strip(),
        kinds=tuple(given.getlist("kinds")),
        rollouts=tuple(given.getlist("rollouts")),
        language=given.get("language", "en"),
    )


def as_kept(target: TargetSeen) -> Wanted:
    """The form of a target that there is."""
    return Wanted(
        name=target.name,
        shape=target.shape,
        address=target.address,
        kinds=target.kinds,
        rollouts=target.rollouts,
        language=target.language,
    )


def checked(wanted: Wanted, rollouts: frozenset[str], names_taken: frozenset[str]) -> Wanted:
    """The same, once nothing is wrong with it. `rollouts` are those of the workspace. Raises NotWanted."""
    problems = dict(_of_choices(wanted, rollouts))
    if not wanted.name or len(wanted.name) > LONGEST_NAME or not wanted.name.isprintable():
        problems["name"] = _("A target has a name of at most %(most)s characters.") % {"most": LONGEST_NAME}
    elif wanted.name in names_taken:
        problems["name"] = _("There is a target of this name already.")
    said = "" if "shape" in problems else said_of_address(wanted.shape, wanted.address)
    if said:
        problems["address"] = said
    if problems:
        raise NotWanted(problems)
    return wanted


def said_of_address(shape: str, address: str) -> str:
    """Why nothing may or can be sent there now; empty where it can. Nothing is sent."""
    try:
        check_address(shape, address)
    except TargetRefused as refused:
        return refusal_told(refused)
    except SendingFailed as failed:
        return why_told(failed.why)
    except BadInput as bad:
        return why_told(bad.mistakes[0].code)
    return ""


def _of_choices(wanted: Wanted, rollouts: frozenset[str]) -> Mapping[str, str]:
    problems = {}
    if wanted.shape not in dict(shapes()):
        problems["shape"] = _("There is no such shape.")
    if not wanted.kinds or not set(wanted.kinds) <= set(KINDS):
        problems["kinds"] = _("Choose at least one thing to be told of.")
    if not set(wanted.rollouts) <= rollouts:
        problems["rollouts"] = _("There is no such rollout here.")
    if wanted.language not in dict(settings.LANGUAGES):
        problems["language"] = _("There is no such language.")
    return problems
