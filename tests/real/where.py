"""Where the real logs lie, if they lie anywhere: beside the project, in shared/data."""

from pathlib import Path

import pytest

REAL = Path(__file__).resolve().parents[3] / "shared" / "data"

needs_real_logs = pytest.mark.skipif(not REAL.is_dir(), reason="needs the real logs in ../shared/data")


def rollout_in(folder: Path, text: str) -> Path:
    """A rollout file that reads the real logs, written into a folder of the test."""
    file = folder / "rollout.yaml"
    file.write_text(text.replace("REAL", str(REAL)), encoding="utf-8")
    return file
