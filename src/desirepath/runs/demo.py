"""`desirepath demo`: a made-up rollout, diagnosed, with its report."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from desirepath.intervene.choose import intervention_catalogue
from desirepath.ports import Progress
from desirepath.report.diagnosis_json import diagnosis_document
from desirepath.report.html.page import report_page
from desirepath.runs.diagnose import diagnose
from desirepath.runs.simulate import simulate
from desirepath.runs.whole_files import write_whole
from desirepath.simulate.plan import SimulationPlan
from desirepath.study import metric_catalogue
from desirepath.vocabulary.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """A made-up rollout and what was found in it."""

    rollout_file: Path
    report: Path
    diagnosis: Path
    study: Study


def demo(plan: SimulationPlan, out: Path, progress: Progress) -> Demo:
    """Draw the rollout into the folder, diagnose it, write report and diagnosis there. Raises BadInput."""
    rollout_file = simulate(plan, out, progress)
    study = diagnose(rollout_file, progress=progress)
    progress("drawing the report")
    report, diagnosis = out / "report.html", out / "diagnosis.json"
    write_whole(
        {
            report: report_page(study, metric_catalogue(), intervention_catalogue()),
            diagnosis: json.dumps(diagnosis_document(study), indent=1, ensure_ascii=False) + "\n",
        }
    )
    return Demo(rollout_file=rollout_file, report=report, diagnosis=diagnosis, study=study)
