"""A process that appends payloads from several threads, and prints `SEQUENCE PAYLOAD` once one is acknowledged.

`python tests/segment_log/writer.py FOLDER PREFIX PAYLOADS SEGMENT_BYTES`
"""

from __future__ import annotations

import os
import sys
import threading
from functools import partial
from pathlib import Path

from desirepath.warehouse.segment_log import SegmentLog

THREADS = 4


def main(folder: str, prefix: str, payloads: int, segment_bytes: int) -> None:
    log = SegmentLog.opened(Path(folder), segment_bytes=segment_bytes)
    os.write(1, b"ready\n")

    def acknowledged(payload: str, sequence: int | None, error: Exception | None) -> None:
        os.write(1, f"{sequence} {payload} {error or ''}\n".encode())

    def append(thread: int) -> None:
        for number in range(payloads):
            payload = f"{prefix}.{thread}.{number}." + "x" * (number * 37 % 500)
            log.append(payload.encode(), partial(acknowledged, payload))
            if number % 5 == 4:
                log.append_and_wait(f"{prefix}.{thread}.{number}.waited".encode())

    threads = [threading.Thread(target=append, args=(thread,)) for thread in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
