"""The folder that a console lives in: its database, its secrets, and the files of every workspace."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "DESIREPATH_HOME"
DEFAULT = "desirepath-home"


@dataclass(frozen=True, slots=True)
class Home:
    """Where everything of a console lies. Nothing in it is readable by others on the machine."""

    folder: Path

    @classmethod
    def of_environment(cls) -> Home:
        """The folder that the environment names, else one beside where the command was given."""
        return cls(Path(os.environ.get(HOME_VARIABLE, DEFAULT)).absolute())

    @property
    def database(self) -> Path:
        return self.folder / "console.sqlite3"

    @property
    def audit_anchor(self) -> Path:
        """The end of the audit log, kept outside the database so that a shortened log is seen."""
        return self.folder / "audit.anchor"

    def made(self) -> Home:
        """The folder, made where it is not there, and shut to others on the machine."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.folder.stat().st_mode & 0o077:
            self.folder.chmod(0o700)
        return self

    def secret(self, name: str) -> str:
        """A secret drawn once and kept. Where there is no folder yet, one that lasts as long as the program does."""
        file = self.folder / f"{name}.secret"
        try:
            return file.read_text(encoding="ascii")
        except FileNotFoundError:
            drawn = secrets.token_urlsafe(48)
            if self.folder.is_dir():
                _keep_first(file, drawn)
                return file.read_text(encoding="ascii")
            return drawn

    def workspace(self, slug: str) -> Path:
        """The files of one workspace."""
        return self.folder / "workspaces" / slug

    def rollout(self, workspace: str, rollout: str) -> Path:
        """The rollout file and what was uploaded beside it."""
        return self.workspace(workspace) / "rollouts" / rollout

    def warehouse(self, workspace: str) -> Path:
        """What the workspace's collector writes into."""
        return self.workspace(workspace) / "warehouse"

    def run(self, workspace: str, run: int) -> Path:
        """What one diagnosis found."""
        return self.workspace(workspace) / "runs" / str(run)


def _keep_first(file: Path, text: str) -> None:
    """Write the file unless another process was there first. It is never there half written."""
    beside = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(beside, file)
    except FileExistsError:
        pass
    finally:
        beside.unlink()
