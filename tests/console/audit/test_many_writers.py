"""Several programs and threads write at once, on a database in a file, and the chain stays whole."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
DESIREPATH = "from desirepath.cli.main import main; main()"
PROGRAMS, THREADS, LINES = 3, 4, 15


def program(home: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "DESIREPATH_HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_chain_written_by_many_at_once_is_whole_and_an_edit_in_it_is_found(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = program(home, "-m", "tests.console.audit.many_writers", str(home), "1", "1")
    assert first.wait(60) == 0, first.communicate()
    together = [
        program(home, "-m", "tests.console.audit.many_writers", str(home), str(THREADS), str(LINES))
        for _ in range(PROGRAMS)
    ]
    for one in together:
        said = one.communicate(timeout=120)
        assert (one.returncode, said[1]) == (0, "")
    verified = program(home, "-c", DESIREPATH, "audit", "verify", "--home", str(home))
    said, complained = verified.communicate(timeout=60)
    assert (verified.returncode, complained) == (0, "")
    assert f"whole: {1 + PROGRAMS * THREADS * LINES} lines" in said

    with sqlite3.connect(home / "console.sqlite3") as database:
        database.execute("UPDATE audit_entry SET who = 'somebody@else.example' WHERE number = 77")
    database.close()
    verified = program(home, "-c", DESIREPATH, "audit", "verify", "--home", str(home))
    assert "Line 77 is not as it was written" in verified.communicate(timeout=60)[1]
    assert verified.returncode == 2
