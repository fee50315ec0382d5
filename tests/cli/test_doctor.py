"""The doctor looks by using, names what is missing, and how to get it."""

import pytest

from desirepath.cli.main import run
from desirepath.runs import doctor as room
from desirepath.runs.doctor import doctor


def silent(_: str) -> None:
    """Show no progress."""


def test_nothing_is_broken_where_the_tests_run() -> None:
    found = {(one.area, one.name): one for one in doctor(silent)}
    assert {one.state for one in found.values()} <= {"works", "missing"}
    assert found["Engines", "duckdb"].told == "computes in this process (40 + 2 = 42)"
    assert found["Limits", "reading process"].told == "starts, and reads 1 row of one"
    assert ("Sources", "xes") in found


def test_what_is_missing_comes_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_version_of", lambda _: None)
    [spark] = [one for one in doctor(silent) if one.name == "spark"]
    assert (spark.state, spark.mend) == ("missing", "`pip install 'desirepath[spark]'`, and a Java run time.")


def test_a_broken_part_is_told_and_ends_with_status_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(room, "BUILT_ON", ("no-such-package",))
    assert run(["doctor"]) == 1
    assert "✗ broken  no-such-package  not installed" in capsys.readouterr().out


def test_an_engine_that_cannot_compute_is_broken_not_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(room, "opened_engine", refuse)
    [engine] = [one for one in doctor(silent) if (one.area, one.name) == ("Engines", "duckdb")]
    assert (engine.state, engine.told) == ("broken", "RuntimeError: out of order")
