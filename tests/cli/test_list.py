"""`desirepath list`: one line an entry."""

import pytest

from desirepath.cli.main import run
from desirepath.intervene.choose import intervention_catalogue


@pytest.mark.parametrize(
    ("catalogue", "line"),
    [
        ("signals", "abandonment            At which changed step is work given up?"),
        ("blockers", "access_gap          May everyone who must do the step do it?"),
        ("metrics", "abandonment_rate              How much of the work is given up, and at which step?"),
    ],
)
def test_a_catalogue_is_listed_by_name_and_question(
    catalogue: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["list", catalogue]) == 0
    assert line.split() in [one.split() for one in capsys.readouterr().out.splitlines()]


def test_the_twenty_interventions_are_listed_with_what_people_meet(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "interventions"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 20
    facts = intervention_catalogue()["field_level_help"]
    assert lines[8].split(maxsplit=1) == ["field_level_help", f"{facts.does} (against workflow friction; hours)"]


def test_a_catalogue_that_there_is_not_is_refused_with_those_that_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["list", "signal"]) == 2
    assert capsys.readouterr().err == "there is no catalogue `signal`. Did you mean `signals`?\n"
