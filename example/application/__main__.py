"""`python -m example.application`: the application on a local address, with guidance once its file is there."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from example.application.guidance import Guidance
from example.application.serve import serve


def main() -> None:
    """Serve until Ctrl-C or SIGTERM."""
    options = argparse.ArgumentParser(prog="python -m example.application", description=__doc__)
    options.add_argument("--port", type=int, default=8780, help="port to listen on; 0 takes a free one")
    options.add_argument("--guidance", type=Path, help="file that says what guidance is built in (JSON)")
    options.add_argument("--silent", action="store_true", help="do not say where it listens")
    chosen = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    file: Path | None = chosen.guidance
    try:
        serve(
            chosen.port,
            lambda: None if file is None else Guidance.read(file),
            (lambda _: None) if chosen.silent else _say,
        )
    except OSError as error:
        sys.exit(f"port {chosen.port} cannot be used: {error.strerror or error}; name another with --port, or 0")


def _say(address: str) -> None:
    sys.stdout.write(f"Purchase requests at {address}/ (Ctrl-C ends)\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
