"""The process that brings the log into the lake, beside the collector: started with it, started again, ended after it."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

PATIENCE_SECONDS = 120.0
"""How long a clean end waits for what is not in the tables yet; the next start brings it over."""
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0


class LakeKeeper:
    """Runs `desirepath.runs.keep_lake`. Where it dies it is started again, after a pause that grows."""

    def __init__(self, warehouse: Path) -> None:
        self._command = [sys.executable, "-m", "desirepath.runs.keep_lake", str(warehouse)]
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name="lake keeper", daemon=True)

    @property
    def process_id(self) -> int | None:
        """The process that is at it just now, if one is."""
        process = self._process
        return None if process is None or process.poll() is not None else process.pid

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Let it make a last pass, and wait for it."""
        self._stopping.set()
        if not self._thread.is_alive():
            return
        process = self._process
        if process is not None and process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()
        self._thread.join(PATIENCE_SECONDS)

    def _run(self) -> None:
        pause = _FIRST_PAUSE
        while not self._stopping.is_set():
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE)  # noqa: S603 - a module of ours
            if self._stopping.is_set() and self._process.stdin is not None:
                self._process.stdin.close()
            self._process.wait()
            if not self._stopping.wait(pause):
                pause = min(2 * pause, _LONGEST_PAUSE)
