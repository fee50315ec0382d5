"""Conformance, variant by variant, as a document."""

from __future__ import annotations

from desirepath.report.documents import ConformanceDocument, VariantDocument
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.conformance import VariantConformance, WorkflowConformance


def conformance_document(rollout_id: str, workflows: tuple[WorkflowConformance, ...]) -> ConformanceDocument:
    """The document of `desirepath conformance`. It names neither persons nor cohorts."""
    return {
        "schema": "desirepath/conformance/1",
        "rollout": rollout_id,
        "workflows": [
            {
                "workflow": workflow.workflow,
                "cases": workflow.cases,
                "variants": [_variant(variant) for variant in workflow.variants],
            }
            for workflow in workflows
        ],
    }


def _variant(variant: VariantConformance) -> VariantDocument:
    document: VariantDocument = {
        "steps": list(variant.steps),
        "cases": variant.cases,
        "cost": variant.alignment.cost,
        "moves": [(kind, step) for kind, step in variant.alignment.moves],
        "verdicts": {verdict: variant.verdicts[verdict] for verdict in Verdict if verdict in variant.verdicts},
        "judged_by": variant.judged_by,
    }
    if variant.alignment.bound is not None:
        document["bound"] = variant.alignment.bound
    return document
