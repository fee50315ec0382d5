"""Somebody who is told step, cohort and symptom, reads nothing but the tables, and compares person by person.

What is asked of a diagnosis must be possible: if the oracle does not see a planted friction, nobody has to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from desirepath.runs.simulate import DrawnRollout
from desirepath.simulate.blueprint import Part
from desirepath.vocabulary.cohort import Cohort

Numbers = npt.NDArray[np.float64]
Columns = dict[str, npt.NDArray[Any]]
SLOWEST = 0.8
"""Whoever waits longer at a step than this share of all cases is slow there."""
_CASES = """
WITH told AS (
    SELECT case_id, user_id, "at", epoch_us("at") AS us, activity::VARCHAR AS activity,
           coalesce(outcome::VARCHAR, 'ok') AS outcome, coalesce(channel::VARCHAR, 'app') AS channel
    FROM events WHERE activity::VARCHAR <> $reminder
), placed AS (
    SELECT *, us - lag(us) OVER (PARTITION BY case_id ORDER BY us) AS wait,
           activity IN $mine AND outcome = 'ok' AND channel = 'app' AS is_pass,
           activity IN $slips OR (activity IN $mine AND outcome IN ('failed', 'returned', 'corrected', 'denied')) AS is_slip,
           activity IN $mine AND outcome = 'duplicate' AS is_double,
           activity IN $ends AND outcome = 'ok' AS is_end,
           activity IN $before_new AND outcome = 'ok' AS was_next_new, activity IN $before_old AND outcome = 'ok' AS was_next_old
    FROM told
)
SELECT arg_min(user_id, us) AS person, min(us) AS began,
       bool_or(is_end) AS ended, min(us) FILTER (is_end) AS ended_at,
       arg_max(activity = $outside OR channel <> 'app', us) AS left_path,
       bool_or(activity = $withdrawn) AS withdrawn,
       count(*) FILTER (is_pass) AS passes, min(us) FILTER (is_pass) AS passed_at, arg_min(wait, us) FILTER (is_pass) AS wait,
       count(*) FILTER (is_slip) AS slips, count(*) FILTER (is_double) AS doubles,
       CASE WHEN min(us) >= $go_live THEN bool_or(was_next_new) ELSE bool_or(was_next_old) END AS was_next,
       max(us) AS last_at
FROM placed GROUP BY case_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One entry a case that came to the step: whose, when it began, and whether it shows the symptom.

    For tickets, how many its person opened about the step until the next case began.
    """

    person: npt.NDArray[np.int64]
    began: npt.NDArray[np.int64]
    shows: Numbers


def seen(rollout: DrawnRollout, step: str, symptom: str, cases: Columns | None = None) -> Seen:
    """The cases that came to the step, and those that show the symptom there; `cases` as `cases_at` read them."""
    cases = cases_at(rollout, step) if cases is None else cases
    end, patience = rollout.stage.span.end, rollout.stage.world.idle_days * 86_400_000_000
    finished = cases["ended"] | cases["left_path"]
    idle = ~finished & ~cases["withdrawn"] & (end - cases["last_at"] > patience)
    done = cases["passes"] > 0
    came = cases["was_next"] | done | (cases["slips"] > 0)
    match symptom:
        case "abandonment_at_step":
            asked, shows = came & (idle | finished), idle & ~done
        case "approval_path_bypassed":
            before_end = done & (cases["passed_at"] <= np.where(cases["ended"], cases["ended_at"], end))
            asked, shows = finished & came, ~before_end
        case "exceptions_rising":
            asked, shows = came, (cases["slips"] > 0) & ~idle
        case "duplicate_handoffs":
            asked, shows = done, (cases["doubles"] > 0) | (cases["passes"] > 1 + (cases["slips"] > 0))
        case "cohort_gap":
            asked = done
            shows = cases["wait"] > np.quantile(cases["wait"][done], SLOWEST)
        case _:
            asked, shows = came, _tickets_per_case(rollout, step, cases, came)
    return Seen(person=cases["person"][asked], began=cases["began"][asked], shows=shows[asked].astype(float))


def z_of_cohort(rollout: DrawnRollout, found: Seen, cohort: Cohort, since: int) -> float:
    """How many standard errors lie between the cohort's share and that of all others since a moment."""
    member = rollout.stage.people.members(cohort)
    later = found.began >= since
    mine, others = later & member[found.person], later & ~member[found.person]
    return _z(_share(found, mine), _share(found, others))


def z_of_everyone(found: Seen, since: int) -> float:
    """How many standard errors lie between everyone's share since a moment and before it."""
    return _z(_share(found, found.began >= since), _share(found, found.began < since))


def z_between(one: Seen, other: Seen, since: int) -> float:
    """How many standard errors lie between what shows at one step and at another, since a moment."""
    return _z(_share(one, one.began >= since), _share(other, other.began >= since))


def z_like_with_like(rollout: DrawnRollout, found: Seen, cohort: Cohort) -> float | None:
    """The same persons before go-live and since, in the cohort against the others; None where too few did both."""
    member = rollout.stage.people.members(cohort)
    people = len(rollout.stage.people)
    since = found.began >= rollout.stage.span.go_live
    shares, cases = [], []
    for period in (~since, since):
        number = np.bincount(found.person[period], minlength=people).astype(float)
        shares.append(np.bincount(found.person[period], found.shows[period], minlength=people) / np.maximum(number, 1))
        cases.append(number)
    weight = np.where((cases[0] > 0) & (cases[1] > 0), cases[0] * cases[1] / np.maximum(cases[0] + cases[1], 1), 0)
    change = shares[1] - shares[0]
    mine, others = (_mean(change, weight * group) for group in (member, ~member))
    if mine is None or others is None:
        return None
    return _z(mine, others)


def _mean(change: Numbers, weight: Numbers) -> tuple[float, float] | None:
    if (weight > 0).sum() < 20 or not change[weight > 0].any():
        return None
    mean = float((weight * change).sum() / weight.sum())
    return mean, float((weight**2 * (change - mean) ** 2).sum() / weight.sum() ** 2)


def _share(found: Seen, chosen: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """A share of cases with its variance, persons as units: a ratio of two sums over persons."""
    _, person = np.unique(found.person[chosen], return_inverse=True)
    cases = np.bincount(person).astype(float)
    shows = np.bincount(person, found.shows[chosen])
    share = float(shows.sum() / cases.sum())
    people = len(cases)
    left = shows - share * cases
    # A share of none has a variance too: that of half a case.
    least = 0.5 / cases.sum() ** 2
    return share, max(float((left**2).sum() / cases.sum() ** 2 * people / (people - 1)), least)


def _z(one: tuple[float, float], other: tuple[float, float]) -> float:
    return (one[0] - other[0]) / float(np.sqrt(one[1] + other[1]))


def cases_at(rollout: DrawnRollout, step: str) -> Columns:
    """One entry a case, with what it did at a step."""
    world = rollout.stage.world
    part = next(part for part in world.path if step in part.steps)
    mine = {step} if part.form == "both" else set(part.steps)
    renamed = rollout.stage.renamed
    says = {one: [world.step(one).says, *([renamed[one]] if one in renamed else [])] for one in world.codes[1:]}
    parameters = {
        "reminder": world.reminder,
        "outside": world.outside,
        "withdrawn": world.withdrawn,
        "go_live": rollout.stage.span.go_live,
        "mine": [activity for one in mine for activity in says[one]],
        "slips": [slip.says for at, slip in world.slips() if at.id in mine and slip.says] or [""],
        "ends": [activity for one in world.path[-1].steps for activity in says[one]],
        "before_new": [activity for one in _needed_before(world.path, step) for activity in says[one]],
        "before_old": [activity for one in _needed_before(world.before, step) for activity in says[one]] or [""],
    }
    with duckdb.connect() as connection:
        connection.register("events", rollout.tables["events"])
        found = connection.sql(_CASES, params=parameters).to_arrow_table()
    columns = {name: found.column(name) for name in found.column_names}
    person = np.array([int(one[1:]) for one in columns["person"].to_pylist()])
    missing = {"bool": False, "int64": 0}
    filled = {name: column.fill_null(missing[str(column.type)]) for name, column in columns.items() if name != "person"}
    return {"person": person, **{name: column.to_numpy() for name, column in filled.items()}}


def _needed_before(path: tuple[Part, ...], step: str) -> tuple[str, ...]:
    """The steps of the needed part that comes before this step."""
    steps: tuple[str, ...] = ()
    for part in path:
        if step in part.steps:
            return steps
        if part.is_required:
            steps = part.steps
    return ()


def _tickets_per_case(rollout: DrawnRollout, step: str, cases: Columns, came: npt.NDArray[np.bool_]) -> Numbers:
    """For each case, the tickets about the step that its person opened after it began and before the next one did."""
    world = rollout.stage.world.step(step)
    tickets = rollout.tables["tickets"].to_pylist()
    terms = (world.title.lower(), *(thing.lower() for thing in world.things))
    shows = np.zeros(len(came))
    by_person: dict[int, list[int]] = {}
    for number in np.flatnonzero(came).tolist():
        by_person.setdefault(int(cases["person"][number]), []).append(number)
    for ticket in tickets:
        words = f"{ticket['subject']} {ticket['body']}".lower()
        if ticket["user_id"] is None or not (ticket["step"] == step or any(term in words for term in terms)):
            continue
        opened = ticket["opened_at"].timestamp() * 1e6
        earlier = [n for n in by_person.get(int(ticket["user_id"][1:]), []) if cases["began"][n] <= opened]
        if earlier:
            shows[max(earlier, key=lambda n: cases["began"][n])] += 1
    return shows
