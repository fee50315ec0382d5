"""A program that writes lines from several threads: `python -m tests.console.audit.many_writers HOME THREADS LINES`."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from desirepath.console.serve import made_ready


def main() -> None:
    home, threads, lines = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    made_ready(home)
    from django.db import connection, transaction

    from desirepath.console.audit.record import record

    def write(who: int) -> None:
        for line in range(lines):
            with transaction.atomic():
                record(None, "test.written", f"{who}-{line}")
        connection.close()

    writers = [threading.Thread(target=write, args=(who,)) for who in range(threads)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()


if __name__ == "__main__":
    main()
