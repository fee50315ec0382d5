"""`desirepath demo`: a made-up rollout, diagnosed as of one of its days, with its report and, at the end, its pack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from desirepath.intervene.choose import intervention_catalogue
from desirepath.ports import Progress
from desirepath.report.diagnosis_json import diagnosis_document
from desirepath.report.document_text import document_text
from desirepath.report.html.page import report_page
from desirepath.runs.diagnose import diagnose
from desirepath.runs.report_governance import PackAsked, report_governance
from desirepath.runs.simulate import simulate
from desirepath.runs.whole_files import write_whole
from desirepath.simulate.plan import SimulationPlan
from desirepath.study import metric_catalogue
from desirepath.vocabulary.plan45 import DAYS
from desirepath.vocabulary.study import Study

REGISTER = """\
register:                             # what people keep beside the data
  workarounds:
    - {id: company-card, what: Urgent requests may be bought with the company card, workflow: purchase_request,
       step: manager, owner: process@example.com, retire_by: 2025-10-10, retired_on: 2025-10-10}
  fixes:
    - {workflow: purchase_request, step: quote, cohort: region=EMEA;role=buyer, owner: application@example.com, due: 2025-09-29}
    - {workflow: purchase_request, step: manager, cohort: region=AMER, owner: process@example.com, due: 2025-10-31}
  recorded:
    - {intervention: fix-1, decided: expand, role: adoption owner, to: to all buyers in EMEA, on: 2025-10-13,
       because: "It helps, and nothing that was looked at is worse for it"}
  stabilised:
    - {workflow: purchase_request, decided: clarify_policy, role: process owner, on: 2025-10-15,
       because: The rule on who approves is read differently in AMER}
"""
"""The register of the demo, for the end of its rollout file. As of a day, what came later is not known yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """A made-up rollout and what was found in it. `pack` are the files of its governance pack, once the 45 days are over."""

    rollout_file: Path
    report: Path
    diagnosis: Path
    study: Study
    pack: tuple[Path, ...] = ()


def demo(plan: SimulationPlan, out: Path, day: int, progress: Progress) -> Demo:
    """Draw the rollout into the folder, diagnose it as of the end of a day (1 is go-live), write what was found there.

    Raises BadInput.
    """
    rollout_file = simulate(plan, out, progress)
    with rollout_file.open("a", encoding="utf-8") as file:
        file.write(REGISTER)
    as_of = day_ended(plan.go_live, day)
    study = diagnose(rollout_file, as_of=as_of, progress=progress)
    progress("drawing the report")
    report, diagnosis = out / "report.html", out / "diagnosis.json"
    write_whole(
        {
            report: report_page(study, metric_catalogue(), intervention_catalogue()),
            diagnosis: document_text(diagnosis_document(study)),
        }
    )
    pack: tuple[Path, ...] = ()
    if day >= DAYS:
        asked = PackAsked(rollout_file=rollout_file, as_of=as_of)
        pack = report_governance(asked, out / "governance", progress=progress).files
    return Demo(rollout_file=rollout_file, report=report, diagnosis=diagnosis, study=study, pack=pack)


def day_ended(go_live: date, day: int) -> date:
    """As of which date a day is over, day 1 being that of go-live."""
    return go_live + timedelta(days=day)
