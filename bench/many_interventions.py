"""Fifty interventions put into a made-up rollout: `python -m bench.many_interventions ROLLOUT_FOLDER [HOW_MANY]`.

Each is for one step and one role or everyone, starts on its own day, and holds out a part of its people by a hash. Who had an
event of the workflow since then is exposed at the first, and twice again. None of them does anything: what is
measured is how long it takes to say so.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
from ruamel.yaml import YAML

MANY, FIRST_DAY, LAST_DAY, EXPOSED = 50, 3, 24, 3


def add(folder: Path, many: int = MANY) -> Path:
    """Write the tables of `many` interventions beside the rollout's, and name them in its file, which is given."""
    file = folder / "rollout.yaml"
    yaml = YAML()
    rollout = yaml.load(file)
    workflow = rollout["workflows"][0]
    steps = list(workflow["steps"])
    with duckdb.connect() as door:
        roles = [
            row[0] for row in door.sql(f"SELECT DISTINCT role FROM '{folder}/people.parquet' ORDER BY 1").fetchall()
        ]
        door.execute(
            "CREATE TABLE made (intervention_id VARCHAR, step VARCHAR, role VARCHAR, day INTEGER, percent INTEGER)"
        )
        for number in range(many):
            role = roles[number % len(roles)] if number % 3 else None
            day = FIRST_DAY + number % (LAST_DAY - FIRST_DAY)
            door.execute(
                "INSERT INTO made VALUES (?, ?, ?, ?, ?)",
                [f"fix-{number}", steps[number % len(steps)], role, day, (50, 20, 10)[number % 3]],
            )
        door.execute(
            _TABLES.format(folder=folder, workflow=workflow["workflow"], go_live=rollout["go_live"], exposed=EXPOSED)
        )
    for table in ("interventions", "exposures"):
        rollout["sources"].append({"table": table, "file": f"{table}.parquet"})
    with file.open("w", encoding="utf-8") as out:
        yaml.dump(rollout, out)
    return file


_TABLES = """
CREATE TABLE timed AS SELECT *, (TIMESTAMPTZ '{go_live} 00:00:00+00' + day * INTERVAL 1 DAY) AS starts_at FROM made;
COPY (SELECT intervention_id, '{workflow}' AS workflow, step, 'step_guidance' AS kind,
  CASE WHEN role IS NULL THEN NULL ELSE 'role=' || role END AS cohort, starts_at, 'holdout' AS design,
  percent AS held_out_percent FROM timed) TO '{folder}/interventions.parquet';
COPY (SELECT "at", user_id, intervention_id, arm, 'shown' AS action FROM (
  SELECT e."at", e.user_id, t.intervention_id,
    CASE WHEN hash(t.intervention_id || e.user_id) % 100 < t.percent THEN 'held_out' ELSE 'shown' END AS arm,
    row_number() OVER (PARTITION BY t.intervention_id, e.user_id ORDER BY e."at") AS turn
  FROM timed t
  JOIN '{folder}/people.parquet' p ON t.role IS NULL OR p.role = t.role
  JOIN (SELECT user_id, min("at") AS "at", CAST("at" AS DATE) AS day FROM '{folder}/events.parquet' GROUP BY ALL) e
    ON e.user_id = p.user_id AND e."at" >= t.starts_at)
  WHERE turn <= {exposed} ORDER BY "at") TO '{folder}/exposures.parquet';
"""


if __name__ == "__main__":
    print(add(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else MANY))
