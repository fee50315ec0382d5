"""Which engine a name means, and an engine's life."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.warehouse.duckdb_engine import DuckDBEngine
from desirepath.warehouse.spark_engine import SparkEngine

AnyEngine: TypeAlias = DuckDBEngine | SparkEngine


@contextmanager
def opened_engine(name: str, folder: Path) -> Iterator[AnyEngine]:
    """The engine called `duckdb`, or Spark by its master (`local[2]`, `spark://…`); closed afterwards.

    Raises BadInput for another name, or where PySpark is not installed.
    """
    engine = _engine(name, folder)
    try:
        yield engine
    finally:
        engine.close()


def _engine(name: str, folder: Path) -> AnyEngine:
    if name == "duckdb":
        return DuckDBEngine(folder)
    if name.startswith(("local", "spark://")):
        try:
            return SparkEngine(folder, name)
        except ImportError as error:
            raise BadInput(
                Mistake(
                    code="engine_missing",
                    what=f"The engine `{name}` needs PySpark, which is not installed",
                    mend="Install it with `pip install 'desirepath[spark]'`.",
                )
            ) from error
    raise BadInput(
        Mistake(
            code="unknown_engine",
            what=f"There is no engine `{name}`",
            mend="Use `duckdb`, or the master of a Spark cluster such as `local[2]` or `spark://host:7077`.",
        )
    )
