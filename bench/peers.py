"""The variants of a log by plain hand-written queries: `python -m bench.peers NAME FILE` prints how many there are.

All of them do the same exact work: read three columns, map activities to small numbers, order each case by
time, and count cases by their sequence. `duckdb_words` numbers the events of a case in a window and packs
them into two words of twelve; `duckdb_lists` packs time and activity into one number and sorts a list of
them; `polars` sorts the log by time and gathers lists. The report shows the faster DuckDB query.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

LONGEST = 24
"""Events of the longest case that two words of twelve hold, five bits an event."""


def duckdb_words(file: str) -> int:
    """Row numbers and packed words."""
    query = """
        WITH numbered AS (
            SELECT substr(case_id, 2)::INT AS number, {code} AS code,
                   row_number() OVER (PARTITION BY substr(case_id, 2)::INT ORDER BY "at") - 1 AS place
            FROM '{file}'
        ), words AS (
            SELECT max(place) AS last,
                   sum(CASE WHEN place < 12 THEN code << (5 * place) ELSE 0 END)::BIGINT AS first_word,
                   sum(CASE WHEN place >= 12 THEN code << (5 * (place - 12)) ELSE 0 END)::BIGINT AS second_word
            FROM numbered GROUP BY number
        )
        SELECT count(*), max(last) FROM (SELECT max(last) AS last FROM words GROUP BY first_word, second_word)
    """
    variants, last = _in_duckdb(query, file)
    if last >= LONGEST:
        raise ValueError(f"a case of {last + 1} events does not fit into two words")
    return variants


def duckdb_lists(file: str) -> int:
    """Sorted lists of time and code in one number."""
    query = """
        WITH traces AS (
            SELECT list_transform(list_sort(list(epoch_us("at") * 32 + {code})), lambda key: key & 31) AS trace
            FROM '{file}' GROUP BY substr(case_id, 2)::INT
        )
        SELECT count(DISTINCT trace), 0 FROM traces
    """
    return _in_duckdb(query, file)[0]


def polars(file: str) -> int:
    """One sort of the whole log, then lists of codes."""
    import polars as pl

    labels = pl.scan_parquet(file).select(pl.col("activity").unique().cast(pl.String)).collect()["activity"]
    code = pl.col("activity").cast(pl.Enum(labels.sort())).to_physical().cast(pl.UInt8)
    number = pl.col("case_id").str.slice(1).cast(pl.Int32)
    traces = pl.scan_parquet(file).select(number, code, "at").sort("at").group_by("case_id").agg("activity")
    return traces.group_by("activity").len().collect().height


PEERS: dict[str, Callable[[str], int]] = {
    "duckdb_words": duckdb_words,
    "duckdb_lists": duckdb_lists,
    "polars": polars,
}


def _in_duckdb(query: str, file: str) -> tuple[int, int]:
    import duckdb

    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT DISTINCT activity FROM '{file}' ORDER BY activity").fetchall()
        labels = ", ".join(f"'{label}'" for (label,) in found)
        code = f"(enum_code(activity::ENUM({labels})) + 1)::BIGINT"
        row = connection.execute(query.format(code=code, file=file)).fetchone()
    if row is None:
        raise ValueError(f"{file} gave no row")
    return int(row[0]), int(row[1])


if __name__ == "__main__":
    print(PEERS[sys.argv[1]](sys.argv[2]))
