"""From the distances of a linear model to probabilities that hold as often as they say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax, softmax

_USUAL_SCALE = 2.0
_TRUST = 5.0
"""How many texts the usual scale is worth when too few were seen to learn another."""


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """Distances times `scale` plus `offsets`, one for each label, are the logarithms of odds."""

    scale: float
    offsets: NDArray[np.float64]

    def probabilities(self, distances: NDArray[np.float64]) -> NDArray[np.float64]:
        """One row for each text; rows add up to 1."""
        return np.asarray(softmax(distances * self.scale + self.offsets, axis=1))


def usual_calibration(labels: int) -> Calibration:
    """What is taken where there are too few texts to learn from."""
    return Calibration(_USUAL_SCALE, np.zeros(labels))


def calibrated(distances: NDArray[np.float64], truth: NDArray[np.int64]) -> Calibration:
    """The scale and offsets under which texts that the model had not seen are likeliest.

    `truth` is the column of each text's label. Source: Guo et al. 2017, On calibration of modern neural networks
    (vector scaling, here with one common scale), drawn a little to the usual scale.
    """
    from scipy.optimize import minimize  # it takes long to load, and most commands calibrate nothing

    labels = distances.shape[1]

    def unlikelihood(parameters: NDArray[np.float64]) -> float:
        logarithms = log_softmax(distances * np.exp(parameters[0]) + parameters[1:], axis=1)
        seen = -float(logarithms[np.arange(len(truth)), truth].sum())
        away = float((parameters[0] - np.log(_USUAL_SCALE)) ** 2 + (parameters[1:] ** 2).sum())
        return seen + _TRUST * away

    start = np.concatenate([[np.log(_USUAL_SCALE)], np.zeros(labels)])
    found = minimize(unlikelihood, start, method="L-BFGS-B", options={"maxiter": 60})
    return Calibration(float(np.exp(found.x[0])), np.asarray(found.x[1:], dtype=np.float64))
