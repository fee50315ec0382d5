"""Entries of the catalogues as they are shown: their words in the language in force."""

from __future__ import annotations

from desirepath.report.spoken import spoken
from desirepath.vocabulary.design import Design
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.metric import Metric


def spoken_intervention(one: Intervention) -> Intervention:
    """An intervention with its title, what it does, needs and risks, how long it takes, and when it is better left."""
    return spoken(one, "title", "does", "needs", "effort", "risks", "not_when")


def spoken_metric(one: Metric) -> Metric:
    """A metric with its title, question and units; what it reads and its source stay as they are."""
    return spoken(one, "title", "question", "unit", "unit_without_people")


def spoken_design(one: Design) -> Design:
    """A design with its title, its question and what it assumes."""
    return spoken(one, "title", "question", "assumes")
