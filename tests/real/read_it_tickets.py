"""Reads the real IT tickets in every way that `language` offers and prints the figures as JSON; run by its test.

Run alone: `python -m tests.real.read_it_tickets`. The eight topics stand for an analyst's own labels.
"""

import csv
import io
import json
import resource
import sys
import time
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import adjusted_rand_score, f1_score, normalized_mutual_info_score

from desirepath.language.blockers import blocker_classifier
from desirepath.language.classify import learn
from desirepath.language.examples import Example
from desirepath.language.place import Landmark, Place, draw_map
from desirepath.language.themes import Themes, find_themes

TICKETS = Path(__file__).resolve().parents[3] / "shared" / "data" / "it-tickets" / "tickets.zip"
FLOOR = 10
MANY = 50_000
FIFTHS = 5
HELD_OUT = 4


def rows() -> tuple[list[str], list[str]]:
    with zipfile.ZipFile(TICKETS) as packed, packed.open(packed.namelist()[0]) as file:
        listed = list(csv.DictReader(io.TextIOWrapper(file, encoding="utf-8")))
    return [row["Document"] for row in listed], [row["Topic_group"] for row in listed]


def topics(texts: list[str], labels: list[str]) -> dict[str, float]:
    """Every fifth ticket is a seed; every fifth, another one, is held out and judged."""
    begin = time.perf_counter()
    learned = learn([Example(text, label) for text, label in zip(texts[::FIFTHS], labels[::FIFTHS], strict=True)])
    readings = learned.read(texts[HELD_OUT::FIFTHS])
    best = [readings.labels[label] for label in readings.shares.argmax(axis=1)]
    chosen = readings.chosen()
    truth = labels[HELD_OUT::FIFTHS]
    sure = [(told, true) for told, true in zip(chosen, truth, strict=True) if told is not None]
    return {
        "macro_f1": float(f1_score(truth, best, average="macro")),
        "unassigned": 1 - len(sure) / len(truth),
        "right_where_assigned": float(np.mean([told == true for told, true in sure])),
        "seconds": time.perf_counter() - begin,
    }


def with_all_labels(texts: list[str], labels: list[str]) -> float:
    """The referee: TF-IDF and logistic regression that know every label but those of the tickets held out."""
    kept = [row for row in range(len(texts)) if row % FIFTHS != HELD_OUT]
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True)
    model = LogisticRegression(C=10, max_iter=200)
    model.fit(words.fit_transform([texts[row] for row in kept]), [labels[row] for row in kept])
    told = model.predict(words.transform(texts[HELD_OUT::FIFTHS]))
    return float(f1_score(labels[HELD_OUT::FIFTHS], told, average="macro"))


def agreement(found: Themes, labels: list[str], judged: list[int] | None = None) -> dict[str, float]:
    """How well themes agree with the topics, on the texts that are `judged` (not 0): assigned ones, and all."""
    rows = np.arange(len(labels)) if judged is None else np.flatnonzero(judged)
    truth, theme = np.array(labels)[rows], found.of_text[rows]
    inside = theme >= 0
    return {
        "themes": len(found.themes),
        "unassigned": float(1 - inside.mean()),
        "nmi_assigned": float(normalized_mutual_info_score(truth[inside], theme[inside])),
        "ari_assigned": float(adjusted_rand_score(truth[inside], theme[inside])),
        "nmi_all": float(normalized_mutual_info_score(truth, alone(theme))),
        "ari_all": float(adjusted_rand_score(truth, alone(theme))),
    }


def alone(of_text: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each unassigned text as a group of its own, so that leaving texts out does not pay."""
    return np.where(of_text >= 0, of_text, 10**6 + np.arange(len(of_text)))


def everything(texts: list[str], labels: list[str]) -> dict[str, float]:
    """50,000 tickets: blocker, place and theme."""
    many = [texts[row % len(texts)] for row in range(MANY)]
    begin, at_work = time.perf_counter(), time.process_time()
    blocker_classifier().read(many)
    classified = time.perf_counter()
    places = [Place("it", label.lower().replace(" ", "_")) for label in sorted(set(labels))]
    known = [(text, Place("it", label.lower().replace(" ", "_"))) for text, label in zip(texts, labels, strict=True)]
    draw_map([Landmark(place, (place.step,)) for place in places], known[::20]).find(many)
    placed = time.perf_counter()
    find_themes(many, [None] * MANY, FLOOR)
    return {
        "classify_seconds": classified - begin,
        "place_seconds": placed - classified,
        "themes_seconds": time.perf_counter() - placed,
        "seconds": time.perf_counter() - begin,
        "seconds_of_both_cores": time.process_time() - at_work,
        "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
    }


def main() -> None:
    texts, labels = rows()
    figures: dict[str, object] = {"everything": everything(texts, labels)}
    figures["topics"] = topics(texts, labels)
    figures["themes"] = agreement(find_themes(texts, [None] * len(texts), FLOOR), labels)
    given = [label if row % FIFTHS == 0 else None for row, label in enumerate(labels)]
    with_given = find_themes(texts, [None] * len(texts), FLOOR, given)
    figures["themes_with_a_fifth_given"] = agreement(with_given, labels, [row % FIFTHS for row in range(len(labels))])
    figures["macro_f1_with_all_labels"] = with_all_labels(texts, labels)
    json.dump(figures, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
