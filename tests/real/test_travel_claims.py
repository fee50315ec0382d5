"""A real rollout: the administration's first check of travel claims at a Dutch university, piloted 2017, for all in 2018.

What is asserted here is known of the log from counting it by hand, whatever this program says.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desirepath.observe.case_base import CaseBase
from desirepath.observe.frame import frame_of
from desirepath.observe.picture import VariantCount
from desirepath.ports import Means
from desirepath.runs.diagnose import diagnose
from desirepath.runs.opened_rollout import opened_rollout
from desirepath.study import read_cases
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from tests.real.where import needs_real_logs, rollout_in

pytestmark = needs_real_logs

DOMESTIC = """
rollout: travel-domestic
title: Domestic travel claims get a first check by the administration
go_live: 2018-01-01
timezone: Europe/Amsterdam
baseline: {from: 2017-01-01, to: 2017-12-31}
sources:
  # The log's resources are STAFF MEMBER and SYSTEM: no persons.
  - {table: events, file: REAL/travel-claims/DomesticDeclarations.xes.gz, columns: {user_id: null}}
workflows:
  - workflow: claim
    title: Domestic travel claim
    case_ends_after: 30d
    path: submit administration owner? supervisor? director? request pay
    old_path: submit preapprover? supervisor? director? request pay
    steps:
      submit: {title: Submit, activities: ["Declaration SUBMITTED by EMPLOYEE"]}
      administration: {title: Administration approves, kind: approval, changed: true, activities: ["Declaration APPROVED by ADMINISTRATION"]}
      preapprover: {title: Pre-approver approves, kind: approval, activities: ["Declaration APPROVED by PRE_APPROVER"]}
      owner: {title: Budget owner approves, kind: approval, activities: ["Declaration APPROVED by BUDGET OWNER"]}
      supervisor: {title: Supervisor approves, kind: approval, activities: ["Declaration FINAL_APPROVED by SUPERVISOR"]}
      director: {title: Director approves, kind: approval, activities: ["Declaration FINAL_APPROVED by DIRECTOR"]}
      request: {title: Payment requested, kind: handoff, activities: ["Request Payment"]}
      pay: {title: Paid, activities: ["Payment Handled"]}
    failures:
      "Declaration REJECTED by ADMINISTRATION": {step: administration, as: returned}
      "Declaration REJECTED by PRE_APPROVER": {step: preapprover, as: returned}
      "Declaration REJECTED by BUDGET OWNER": {step: owner, as: returned}
      "Declaration REJECTED by SUPERVISOR": {step: supervisor, as: returned}
      "Declaration REJECTED by DIRECTOR": {step: director, as: returned}
      "Declaration REJECTED by MISSING": {step: supervisor, as: returned}
      "Declaration REJECTED by EMPLOYEE": {step: submit, as: returned}
    ignore: ["Declaration SAVED by EMPLOYEE", "Declaration FOR_APPROVAL by SUPERVISOR", "Declaration FOR_APPROVAL by PRE_APPROVER", "Declaration FOR_APPROVAL by ADMINISTRATION"]
"""

INTERNATIONAL = """
rollout: travel-international
title: International travel claims get a first check by the administration
go_live: 2018-01-01
timezone: Europe/Amsterdam
baseline: {from: 2017-01-01, to: 2017-12-31}
cuts: ["case:Permit OrganizationalEntity"]
waves:
  cut: "case:Permit OrganizationalEntity"
  go_live: {"organizational unit 65458": 2017-01-01, "organizational unit 65455": 2017-01-01, other: 2018-01-01}
sources:
  - {table: events, file: REAL/travel-claims/InternationalDeclarations.xes.gz, columns: {user_id: null}}
workflows:
  - workflow: claim
    title: International travel claim
    case_ends_after: 60d
    path: submit administration owner? (supervisor | director) request pay
    old_path: submit preapprover? (supervisor | director) request pay
    steps:
      submit: {title: Submit, activities: ["Declaration SUBMITTED by EMPLOYEE"]}
      administration: {title: Administration approves, kind: approval, changed: true, activities: ["Declaration APPROVED by ADMINISTRATION"]}
      preapprover: {title: Pre-approver approves, kind: approval, activities: ["Declaration APPROVED by PRE_APPROVER", "Declaration APPROVED by SUPERVISOR"]}
      owner: {title: Budget owner approves, kind: approval, activities: ["Declaration APPROVED by BUDGET OWNER"]}
      supervisor: {title: Supervisor approves, kind: approval, activities: ["Declaration FINAL_APPROVED by SUPERVISOR"]}
      director: {title: Director approves, kind: approval, activities: ["Declaration FINAL_APPROVED by DIRECTOR"]}
      request: {title: Payment requested, kind: handoff, activities: ["Request Payment"]}
      pay: {title: Paid, activities: ["Payment Handled"]}
    failures:
      "Declaration REJECTED by ADMINISTRATION": {step: administration, as: returned}
      "Declaration REJECTED by PRE_APPROVER": {step: preapprover, as: returned}
      "Declaration REJECTED by BUDGET OWNER": {step: owner, as: returned}
      "Declaration REJECTED by SUPERVISOR": {step: supervisor, as: returned}
      "Declaration REJECTED by DIRECTOR": {step: director, as: returned}
      "Declaration REJECTED by MISSING": {step: supervisor, as: returned}
      "Declaration REJECTED by EMPLOYEE": {step: submit, as: returned}
      "Permit REJECTED by EMPLOYEE": {step: submit, as: returned}
      "Permit REJECTED by SUPERVISOR": {step: submit, as: returned}
      "Permit REJECTED by ADMINISTRATION": {step: submit, as: returned}
      "Permit REJECTED by MISSING": {step: submit, as: returned}
      "Permit REJECTED by BUDGET OWNER": {step: submit, as: returned}
      "Permit REJECTED by PRE_APPROVER": {step: submit, as: returned}
      "Permit REJECTED by DIRECTOR": {step: submit, as: returned}
    ignore:
      ["Declaration SAVED by EMPLOYEE", "Start trip", "End trip", "Send Reminder", "Permit SUBMITTED by EMPLOYEE",
       "Permit FINAL_APPROVED by SUPERVISOR", "Permit APPROVED by ADMINISTRATION", "Permit APPROVED by BUDGET OWNER",
       "Permit APPROVED by SUPERVISOR", "Permit FINAL_APPROVED by DIRECTOR", "Permit APPROVED by PRE_APPROVER"]
"""


def silent(_: str) -> None:
    """Show no progress."""


@contextmanager
def cases(rollout: Path) -> Iterator[tuple[CaseBase, tuple[VariantCount, ...]]]:
    with opened_rollout(rollout, as_of=None, engine="duckdb", warehouse=None, progress=silent) as opened:
        read, tables, _, engine = opened
        frame = frame_of(read, tables)
        yield read_cases(tables.before(frame.as_of), frame, Means(engine, silent, time.monotonic))


def paid_without_administration(counts: tuple[VariantCount, ...], span: str) -> int:
    return sum(
        count.cases
        for count in counts
        if count.span == span
        and "pay" in count.variant.facts.steps
        and "administration" not in count.variant.facts.steps
    )


def ever_rejected(base: CaseBase) -> int:
    return sum(variant.cases for variant in base.variants if variant.facts.exceptions)


@pytest.mark.parametrize(
    ("text", "events", "claims", "share"),
    [
        (DOMESTIC, 56_437, 10_500, 0.1239),
        pytest.param(INTERNATIONAL, 72_151, 6_449, 0.2721, marks=pytest.mark.long),
    ],
)
def test_events_claims_and_claims_ever_rejected_are_those_known(
    tmp_path: Path, text: str, events: int, claims: int, share: float
) -> None:
    with cases(rollout_in(tmp_path, text)) as (base, _):
        assert sum(count.events for count in base.activities) == events
        assert round(ever_rejected(base) / claims, 4) == share


def test_no_domestic_claim_begun_from_go_live_on_was_paid_without_the_administration(tmp_path: Path) -> None:
    with cases(rollout_in(tmp_path, DOMESTIC)) as (_, counts):
        assert paid_without_administration(counts, "since_go_live") == 0
        assert paid_without_administration(counts, "baseline") > 2_000


def test_forgetting_the_date_reports_2123_bypasses_that_are_none(tmp_path: Path) -> None:
    without_old_path = [line for line in DOMESTIC.splitlines() if "old_path" not in line and "baseline" not in line]
    text = "\n".join(without_old_path).replace("go_live: 2018-01-01", "go_live: 2017-01-01")
    text = "\n".join(line for line in text.splitlines() if "preapprover:" not in line).replace(
        "{step: preapprover, as: returned}", "{step: supervisor, as: returned}"
    )
    with cases(rollout_in(tmp_path, text)) as (_, counts):
        assert paid_without_administration(counts, "since_go_live") == 2_123
        off_path = sum(
            count.cases
            for count in counts
            if count.verdict is Verdict.OFF_PATH and "administration" in count.variant.facts.skipped
        )
        assert off_path == 2_123


def test_a_log_without_persons_counts_cases_and_says_which_metrics_it_cannot_give(tmp_path: Path) -> None:
    study = diagnose(rollout_in(tmp_path, DOMESTIC), progress=silent)
    assert study.unit == "cases"
    told = {
        row.metric: row.result
        for row in study.metrics
        if row.cohort.is_everyone and row.period == "since_go_live" and row.step is None
    }
    for metric in ("time_to_proficiency", "tickets_per_active_user"):
        result = told[metric]
        assert isinstance(result, NotEnoughData)
        assert "names no persons" in result.because
    adherence = told["process_adherence_rate"]
    assert isinstance(adherence, Estimate)
    assert adherence.unit == "share of cases"
    verdicts = study.workflows[0].maps[0].verdicts
    judged = sum(verdicts.get(verdict, 0) for verdict in (Verdict.ON_PATH, Verdict.OFF_PATH, Verdict.ABANDONED))
    assert adherence.value == pytest.approx(verdicts[Verdict.ON_PATH] / judged)


def test_units_that_went_live_earlier_are_judged_by_the_new_path_from_their_own_date(tmp_path: Path) -> None:
    with cases(rollout_in(tmp_path, INTERNATIONAL)) as (base, _):
        waves = base.frame.rollout.waves
        assert waves is not None
        judged_by_new = sum(variant.cases for variant in base.variants if variant.judged_by == "path")
        by_one_date = sum(variant.cases for variant in _without_waves(tmp_path) if variant.judged_by == "path")
        assert judged_by_new > by_one_date


def _without_waves(tmp_path: Path) -> list:
    text = INTERNATIONAL.split("waves:", maxsplit=1)[0] + "sources:" + INTERNATIONAL.split("sources:")[1]
    with cases(rollout_in(tmp_path, text)) as (base, _):
        return list(base.variants)
