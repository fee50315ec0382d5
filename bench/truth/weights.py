"""`python -m bench.truth.weights MARKS`: fit the table of weights to what `bench.truth.marks` wrote, and say how good it is.

A logistic regression of the planted blocker on the marks of the sources that differ, drawn to zero. What it is worth
is said by five-fold cross-validation; what was found in one rollout stays together.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from bench.truth.points import OVERLAPPING
from desirepath.diagnose.weigh_evidence import prior_marks
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.signal import Symptom

ROOT = Path(__file__).parent.parent.parent
TABLE = ROOT / "src" / "desirepath" / "diagnose" / "weights.tsv"
DRAWN = 30.0
"""The inverse of how strongly weights are drawn to zero."""
HEAD = (
    "# How much each mark of the evidence speaks for (or against) each blocker: log-odds, for a mark of 1.",
    "# Fitted by `python -m bench.truth.weights` on made-up rollouts that the benchmark does not publish;",
    "# see docs/explain/how-reasons-are-weighed.md.",
)


def main() -> int:
    """Fit, cross-validate, write."""
    parser = argparse.ArgumentParser(prog="python -m bench.truth.weights", description=__doc__)
    parser.add_argument("marks", type=Path)
    parser.add_argument("--out", type=Path, default=TABLE)
    asked = parser.parse_args()
    marks, blockers, groups = zip(*examples(asked.marks), strict=True)
    names = DictVectorizer(sparse=False)
    columns, truth = names.fit_transform(marks), np.array(blockers)
    model = LogisticRegression(C=DRAWN, max_iter=10_000, fit_intercept=False)
    shares = cross_val_predict(model, columns, truth, groups=groups, cv=GroupKFold(5), method="predict_proba")
    right = (shares.argmax(axis=1) == truth).mean()
    print(f"{len(truth):,} friction points: {right:.1%} right, expected error {_error(shares, truth):.3f}")
    weights = model.fit(columns, truth).coef_
    asked.out.write_text(_table(names.feature_names_, weights - weights.mean(axis=0)), encoding="utf-8")
    return 0


def examples(file: Path) -> Iterator[tuple[dict[str, float], int, str]]:
    """The marks of every trouble at a planted step with an overlapping cohort, its blocker, its rollout."""
    kinds = [kind.value for kind in BlockerKind]
    for line in file.read_text(encoding="utf-8").splitlines():
        read: dict[str, Any] = json.loads(line)
        for number, planted in enumerate(read["planted"]):
            mine = [
                one
                for one in read["found"]
                if one["step"] == planted["step"] and one["overlaps"][number] >= OVERLAPPING
            ]
            for one in mine[:1]:
                marks = prior_marks(Symptom(one["symptom"]))
                for differs, of_source, _ in one["pieces"].values():
                    marks |= of_source if differs else {}
                yield marks, kinds.index(planted["blocker"]), read["key"]


def _error(shares: np.ndarray, truth: np.ndarray) -> float:
    said, right = shares.max(axis=1), shares.argmax(axis=1) == truth
    bins = np.minimum(9, (said * 10).astype(int))
    return float(sum(abs((said - right)[bins == one].sum()) for one in range(10)) / len(truth))


def _table(names: list[str], weights: np.ndarray) -> str:
    kinds = "\t".join(kind.value for kind in BlockerKind)
    rows = ("\t".join((name, *(f"{weight:.2f}" for weight in weights[:, column]))) for column, name in enumerate(names))
    return "\n".join((*HEAD, f"mark\t{kinds}", *rows)) + "\n"


if __name__ == "__main__":
    sys.exit(main())
