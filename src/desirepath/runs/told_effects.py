"""What interventions changed, as it may be shown beside what earlier diagnoses have shown of them.

An effect is a comparison of two groups of people. It is told anew only if, since it was told last, nothing changed in a
group or the work of as many of its people as the floor did, in each of the two; else it stays as it was told. Readings
day by day, cohorts, and watch measures by week are not told here: they are differences over few people by themselves.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeAlias

import ibis.expr.types as ir
import msgspec

from desirepath.observe.assignments import first_assignments
from desirepath.observe.contributions import Contributions, Named, unit_of_person
from desirepath.observe.local_time import DAY, microseconds
from desirepath.ports import Engine
from desirepath.runs.kept_values import keep_value, kept_value
from desirepath.runs.whole_files import write_whole
from desirepath.vocabulary.effect import DesignKind, Effect, Exposed, Proof
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.rollout import Rollout

Arms: TypeAlias = Mapping[str, Mapping[str, tuple[str, int]]]
"""By intervention and unit: the arm of its first assignment, and the week from go-live that this was in."""
Fingerprints: TypeAlias = Mapping[str, Mapping[str, tuple[int, int]]]
"""By arm and unit, what they contribute since they were assigned, as two numbers: at most, and for certain."""
NOBODY_ASSIGNED: Arms = {}
_FILE, _FORMAT = "effects.kept", "desirepath/told-effects/1"
_ALL_BITS = (1 << 64) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One time that an effect was told: as of when, and in which file."""

    as_of: datetime
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEffect:
    """All that an intervention's next telling is held against: what its people contributed at the last, and all tellings."""

    fingerprints: Fingerprints = field(default_factory=dict)
    tellings: tuple[Telling, ...] = ()

    def until(self, as_of: datetime) -> Telling | None:
        """The newest telling as of a time no later than this."""
        return max((one for one in self.tellings if one.as_of <= as_of), key=lambda one: one.as_of, default=None)


def arms_of(rollout: Rollout, exposures: ir.Table | None, engine: Engine, named: Named) -> Arms:
    """Who is in which arm since which week, under the names that units have in what is kept."""
    since = min([rollout.go_live, *(rollout.waves.go_live.values() if rollout.waves else ())])
    found: dict[str, dict[str, tuple[str, int]]] = {}
    for row in () if exposures is None else engine.fetch(first_assignments(exposures)).to_pylist():
        week = (row["first_at"] - microseconds(since)) // (7 * DAY) + 1
        found.setdefault(row["intervention_id"], {})[named(unit_of_person(row["user_id"]))] = (row["arm"], week)
    return found


def fingerprints_of(workflow: str, arms: Mapping[str, tuple[str, int]], contributed: Contributions) -> Fingerprints:
    """What each unit contributes to a workflow since it was assigned: weeks count whole, so the week itself may or may not.

    At most it is what it contributes from the week before on, as weeks of waves and days of zones differ; for certain what
    it contributes in later weeks.
    """
    found: dict[str, dict[str, tuple[int, int]]] = {arm: {} for arm in sorted({arm for arm, _ in arms.values()})}
    for unit, (arm, _) in arms.items():
        found[arm][unit] = (0, 0)
    for part, fingerprint in contributed.parts.items():
        arm, assigned = arms.get(part.unit, ("", 0))
        if part.workflow == workflow and arm and part.week >= assigned - 1:
            # A number of its own for each week and kind, so that equal ones of two weeks do not pass for one of another.
            more = _number(f"{part.kind} {part.week} {fingerprint}")
            at_most, for_certain = found[arm][part.unit]
            later = for_certain + more * (part.week > assigned)
            found[arm][part.unit] = ((at_most + more) & _ALL_BITS, later & _ALL_BITS)
    return found


def may_be_told(before: Fingerprints, now: Fingerprints, floor: int) -> bool:
    """Whether in each arm nobody, or enough people, contribute otherwise than when it was told last, or are new in it."""
    for arm in {*before, *now}:
        were, are = before.get(arm, {}), now.get(arm, {})
        new = len(were.keys() ^ are.keys())
        both = [(were.get(unit, (0, 0)), are.get(unit, (0, 0))) for unit in {*were, *are}]
        maybe = any(was[0] != one[0] for was, one in both)
        surely = sum(was[1] != one[1] for was, one in both)
        if 0 < new < floor or (maybe and surely < floor):
            return False
    return True


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """What a diagnosis proves, of whom, and as of when."""

    proofs: Sequence[Proof]
    arms: Arms
    contributed: Contributions
    as_of: datetime
    floor: int


def told_effects(proved: Proved, folder: Path) -> tuple[Proof, ...]:
    """What may be shown of the proofs, remembered in the folder.

    As of a time before an effect's last telling, it is as it was told then. Raises BadInput where what was told before
    cannot be read.
    """
    before = _kept(folder)
    after, shown = dict(before), list[Proof]()
    for proof in proved.proofs:
        name = proof.shipped.id
        was = before.get(name, ToldEffect())
        now = fingerprints_of(proof.shipped.workflow, proved.arms.get(name, {}), proved.contributed)
        is_newest = all(one.as_of <= proved.as_of for one in was.tellings)
        if is_newest and may_be_told(was.fingerprints, now, proved.floor):
            one = _without_small_groups(proof, proved.floor)
            telling = Telling(as_of=proved.as_of, file=f"effect-{_number(name):016x}-{len(was.tellings)}.kept")
            keep_value(folder / telling.file, one)
            after[name] = ToldEffect(fingerprints=now, tellings=(*was.tellings, telling))
            shown.append(one)
        elif (earlier := was.until(proved.as_of)) is not None:
            shown.append(kept_value(folder / earlier.file))
    if after != before:
        _keep(folder, after)
    return tuple(shown)


def _without_small_groups(proof: Proof, floor: int) -> Proof:
    """Two arms of enough people each are compared, and nothing is told of parts of them."""
    whole = tuple(one for one in proof.effects if one.cohort.is_everyone or one.cohort == proof.shipped.cohort)
    fewest = 2 * floor if proof.shipped.design is DesignKind.HOLDOUT else floor
    effects = tuple(one for one in whole if one.n >= fewest)
    return replace(proof, readings=(), movement=(), effects=effects, exposed=_exposed(proof.exposed, effects, floor))


def _exposed(exposed: Exposed, effects: Iterable[Effect], floor: int) -> Exposed:
    """How many were in each arm, unless those compared leave a few of them; and nothing of what those shown it did."""
    shown, held_out = exposed.shown or 0, exposed.held_out or 0
    if any(0 < shown + held_out - one.n < floor for one in effects):
        return Exposed(shown=None, held_out=None)
    return Exposed(shown=exposed.shown, held_out=exposed.held_out)


def units_in_effects(folder: Path) -> frozenset[str]:
    """All units that stand in what is kept. Raises BadInput where the file cannot be read."""
    kept = _kept(folder)
    return frozenset(unit for one in kept.values() for arm in one.fingerprints.values() for unit in arm)


def forget_in_effects(folder: Path, names: Mapping[str, str]) -> None:
    """Call units by other names, as where persons are erased. Raises BadInput where the file cannot be read."""
    kept = _kept(folder)
    if any(unit in names for one in kept.values() for arm in one.fingerprints.values() for unit in arm):
        _keep(
            folder, {name: replace(one, fingerprints=_renamed(one.fingerprints, names)) for name, one in kept.items()}
        )


def _renamed(found: Fingerprints, names: Mapping[str, str]) -> Fingerprints:
    return {arm: {names.get(unit, unit): one for unit, one in units.items()} for arm, units in found.items()}


def _keep(folder: Path, told: Mapping[str, ToldEffect]) -> None:
    plain = {
        name: [one.fingerprints, [[telling.as_of.isoformat(), telling.file] for telling in one.tellings]]
        for name, one in told.items()
    }
    file = folder / _FILE
    write_whole({file: zlib.compress(msgspec.msgpack.encode({_FORMAT: plain}), 6)})
    file.chmod(0o600)


def _kept(folder: Path) -> dict[str, ToldEffect]:
    try:
        plain: Mapping[str, Any] = msgspec.msgpack.decode(zlib.decompress((folder / _FILE).read_bytes()))[_FORMAT]
        return {name: _made(*one) for name, one in plain.items()}
    except FileNotFoundError:
        return {}
    except (OSError, zlib.error, msgspec.DecodeError, KeyError, TypeError, ValueError) as error:
        what = (
            "what earlier diagnoses of this rollout have told of effects cannot be read, so nothing new is told safely"
        )
        mend = "Restore it from a backup, or archive the rollout and begin it anew under another name."
        raise BadInput(Mistake(code="effects_not_kept", what=what, mend=mend, file=_FILE)) from error


def _made(fingerprints: Fingerprints, tellings: Iterable[Sequence[str]]) -> ToldEffect:
    told = (Telling(as_of=datetime.fromisoformat(at), file=file) for at, file in tellings)
    pairs = {arm: {unit: (one[0], one[1]) for unit, one in units.items()} for arm, units in fingerprints.items()}
    return ToldEffect(fingerprints=pairs, tellings=tuple(told))
