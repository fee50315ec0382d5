"""Sentences of a plan in another language: each message is marked for translation, and is told with its fillings."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import desirepath.prove
from desirepath.console.plan45.messages import MESSAGES
from desirepath.console.plan45.spoken_plan import told
from desirepath.prove.plan45.answers import LIKELY
from desirepath.prove.plan45.phases import PLANNED, gate_catalogue
from desirepath.report.spoken import speaking
from desirepath.vocabulary.plan45 import Saying

MADE_IN = ("gates", "plan45")
GERMAN = {
    "%(share)s of askers": "%(share)s der Fragenden",
    "%(gap)s": "um %(gap)s",
    "%(n)s points": "%(n)s Punkte",
    "%(n)s%%": "%(n)s %%",
}


def _made() -> Iterator[str]:
    """Every text of the gates' code that takes fillings or is a whole sentence; docstrings and questions aside."""
    for folder in MADE_IN:
        for file in sorted((Path(desirepath.prove.__file__).parent / folder).glob("*.py")):
            tree = ast.parse(file.read_bytes())
            said = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
            for one in ast.walk(tree):
                is_text = isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in said
                if is_text and " " in one.value and ("%(" in one.value or one.value.endswith(".")):
                    yield one.value


def test_every_sentence_is_marked_for_translation() -> None:
    titles = [entry.constant.title for entry in gate_catalogue().values()]
    planned = [text for one in PLANNED for text in (one.title, one.goal, *one.actions)]
    assert {*_made(), *titles, *planned, *LIKELY.values()} - set(MESSAGES) == set()


def test_no_sentence_is_marked_that_nobody_says() -> None:
    sentences = {one for one in MESSAGES if "%(" in one or one.endswith(".")}
    assert sentences - set(_made()) == set()


def test_numbers_are_written_as_the_language_writes_them() -> None:
    def german(message: str) -> str:
        return GERMAN.get(message, message)

    with speaking("de", german, lambda one, many, number: german(one if number == 1 else many)):
        share = told(Saying(message="%(share)s of askers", values={"share": "12.5%"}))
        gap = told(Saying(message="%(gap)s", values={"gap": "−8.1 points"}))
    assert (share, gap) == ("12,5 % der Fragenden", "um −8,1 Punkte")


def test_names_from_the_log_stay_as_they_are() -> None:
    assert told(Saying(message="“%(step)s”", values={"step": "100% of 3.5"})) == "“100% of 3.5”"
