"""A console with its worker, collector and delivery in a process of its own: `python -m tests.stories.loop.console_served`.

Its arguments are a folder with the rollout file and its tables, the console's folder to be made, and three ports: of the
application, of delivery, of the collector. The first line that it prints is JSON: its address, and a link for each person
that signs them in.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from desirepath.console.example import ExamplePorts, example_beside
from desirepath.console.serve import Serving, made_ready, serve

WORKSPACE, AUTHOR, OWNER = "demo", "author@example.com", "application-owner@example.com"


def main() -> None:
    files, home = Path(sys.argv[1]), Path(sys.argv[2])
    application, deliver, collect = map(int, sys.argv[3:6])
    made_ready(home)
    people = _made_workspace(files)
    example_beside(home, WORKSPACE, ExamplePorts(application=application, deliver=deliver, collect=collect))

    def started(address: str) -> None:
        from desirepath.console.accounts.handed_keys import DEMO, hand_key

        links = {email: f"{address}/in/{hand_key(DEMO, person)}/" for email, person in people.items()}
        sys.stdout.write(json.dumps({"address": address, "links": links}) + "\n")
        sys.stdout.flush()

    serve(Serving(home=home, port=0, collect_port=collect, deliver_port=deliver), started)


def _made_workspace(files: Path) -> dict[str, int]:
    """The rollout with its files in a workspace; who works there, beside who made it."""
    from desirepath.connectors.rollout_file import read_rollout
    from desirepath.console.accounts.actions.make_person import person_of_email
    from desirepath.console.rollouts.actions.make_rollout import make_rollout
    from desirepath.console.workspaces.actions.invite_member import invite_member
    from desirepath.console.workspaces.actions.make_workspace import make_workspace
    from desirepath.console.workspaces.permissions import Role

    seat = make_workspace(WORKSPACE, "Demo", person_of_email("administrator@example.com"))
    text = (files / "rollout.yaml").read_text(encoding="utf-8")
    rollout = make_rollout(seat, (read := read_rollout(files / "rollout.yaml")).id, read.title, text)
    for table in files.glob("*.csv"):
        shutil.copy(table, rollout.folder)
    return {
        AUTHOR: invite_member(seat, AUTHOR, Role.AUTHOR),
        OWNER: invite_member(seat, OWNER, Role.APPLICATION_OWNER),
    }


if __name__ == "__main__":
    main()
