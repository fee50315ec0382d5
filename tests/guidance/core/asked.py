"""What Python says to a case that both languages share, in the form in which cases write it."""

from __future__ import annotations

from typing import Any

import msgspec

from desirepath.intervene.assign import draw_of
from desirepath.intervene.choice_order import ordered
from desirepath.intervene.field_patterns import NotAPattern, matcher_of
from desirepath.intervene.frequency import is_quiet, silence_of
from desirepath.intervene.memory import after_case, after_objection, after_outcome, after_showing, merged
from desirepath.intervene.situation import Clock, Memory
from desirepath.intervene.targeting import holds
from desirepath.intervene.verdicts import milliseconds, verdicts
from desirepath.intervene.walking import Walk, onward, settled, whereabouts
from desirepath.vocabulary.guidance.contents import SurveyChoice, Walkthrough
from desirepath.vocabulary.guidance.published import Guides, Quiet
from desirepath.vocabulary.guidance.rules import Rule
from desirepath.vocabulary.guidance.said_in import said_in
from tests.guidance.core.cases import Case, document, situation


def rules(case: Case) -> Case:
    return {"holds": holds(msgspec.convert(case["rule"], Rule), situation(case["situation"]))}


def draws(case: Case) -> Case:
    return {"of_2_to_52": int(draw_of(case["guide"], case["person"]) * 2**52)}


def remembered(case: Case) -> tuple[Guides, Memory]:
    """The document of a case, and what is remembered after its steps."""
    guides = document({"guides": case["guides"], "limits": case["limits"]})
    by_id = {guide.id: guide for guide in guides.guides}
    memory = Memory()
    for step in case["steps"]:
        now = step["now"]
        match step["did"]:
            case "showing":
                memory = after_showing(memory, by_id[step["guide"]], now)
            case "outcome":
                memory = after_outcome(memory, by_id[step["guide"]], step["outcome"], guides, now)
            case "case":
                memory = after_case(memory, step["workflow"], step["step"], right=step["right"], now=now)
            case "objection":
                memory = after_objection(memory, objects=step["objects"], now=now)
    return guides, memory


def frequency(case: Case) -> Case:
    guides, memory = remembered(case)
    clock = Clock(now=case["now"], minutes_from_utc=case["minutes_from_utc"])
    return {"silence": silence_of(guides.guides[0], guides, memory, clock)}


def quiet_times(case: Case) -> Case:
    clock = Clock(now=milliseconds(case["time"]), minutes_from_utc=case["minutes_from_utc"])
    return {"is_quiet": is_quiet(msgspec.convert(case["quiet"], tuple[Quiet, ...]), clock)}


def judged(case: Case) -> Case:
    found = verdicts(document(case["document"]), situation(case["situation"]))
    return {"verdicts": [{"guide": one.guide, "arm": one.arm, "because": one.because} for one in found]}


def languages(case: Case) -> Case:
    found = said_in(case["words"], case["language"])
    return {"text": found.text, "found": found.language, "direction": found.direction}


def walks(case: Case) -> Case:
    walkthrough = msgspec.convert({"title": {"en": "A"}, "steps": case["steps"]} | {"kind": "walkthrough"}, Walkthrough)
    walk = Walk(at=case["at"], been=tuple(case["been"]))
    if case["asks"] == "whereabouts":
        where = whereabouts(walkthrough, walk, lambda at: " > ".join(at) in case["there"])
        return {"expect": {"is": where.state} | ({"to": where.to} if where.to else {})}
    here = situation({"now": 0, "path": case["path"]})
    go = onward if case["asks"] == "onward" else settled
    after = go(walkthrough, walk, lambda rule: holds(rule, here))
    return {"expect": after and {"at": after.at, "been": list(after.been)}}


def patterns(case: Case) -> Case:
    try:
        return {"fits": matcher_of(case["pattern"])(case["text"])}
    except NotAPattern:
        return {"fits": None}


def merges(case: Case) -> Case:
    """Each memory after its steps, as two devices hold them, and both together."""
    left, right = (remembered({**case, "steps": case[side]})[1] for side in ("left", "right"))
    return {"merged": msgspec.json.decode(msgspec.json.encode(merged(left, right)))}


def choices(case: Case) -> Case:
    given = tuple(SurveyChoice(reason=reason, text={"en": str(at)}) for at, reason in enumerate(case["reasons"]))
    return {"order": [int(choice.text["en"]) for choice in ordered(given, case["draw"])]}


ASKED: dict[str, Any] = {
    "rules": rules,
    "draws": draws,
    "frequency": frequency,
    "quiet_times": quiet_times,
    "verdicts": judged,
    "languages": languages,
    "walks": walks,
    "patterns": patterns,
    "merges": merges,
    "choices": choices,
}
