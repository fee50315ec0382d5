"""A console in a process of its own: `python -m tests.console.browser.served FOLDER`, `make FOLDER` before that.

The first line that it prints is JSON: its address, a link that signs in, and every page by its name.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from desirepath.console import demo
from desirepath.console.serve import Serving, made_ready, serve
from tests.console.guards.made_up_demo import made_up_files

PASSWORD = "umbrella-and-galoshes"  # noqa: S105 - of nobody


def main() -> None:
    *command, where = sys.argv[1:]
    if command == ["make"]:
        make(Path(where))
    else:
        show(Path(where))


def make(folder: Path) -> None:
    """Put the demo's console into a folder."""
    demo.demo_console(made_up_files(folder / "files"), folder / "home", lambda _: None, days=(20, 27))


def show(folder: Path) -> None:
    """Serve the console in a folder."""
    made_ready(folder / "home")
    pages = _pages()

    def started(address: str) -> None:
        sys.stdout.write(json.dumps({"address": address, "link": demo.demo_link(address), "pages": pages}) + "\n")
        sys.stdout.flush()

    serve(Serving(home=folder / "home", port=0, works=False, collect_port=None), started)


def _pages() -> dict[str, str]:
    """Every page that opens, with its places filled in; and those of one's account."""
    from django.contrib.auth import get_user_model

    from desirepath.console.diagnoses.reads import latest_done
    from desirepath.console.paths.tasks import find_variants
    from desirepath.console.rollouts.reads import rollouts_of
    from desirepath.console.workspaces.actions.invite_member import invite_member
    from desirepath.console.workspaces.permissions import Role
    from desirepath.console.workspaces.reads import seat_of
    from tests.console.guards.expected import EXPECTED, is_page
    from tests.console.guards.routes import inside_a_workspace
    from tests.console.guards.sides import Side, a_taught_phrase

    person = get_user_model().objects.get(email=demo.PERSON)
    person.set_password(PASSWORD)
    person.save()
    seat = seat_of(person.pk, demo.WORKSPACE)
    assert seat is not None
    author = seat_of(invite_member(seat, "author@example.com", Role.AUTHOR), demo.WORKSPACE)
    rollout = rollouts_of(seat.workspace)[0]
    run = latest_done(rollout.id)
    assert run is not None
    assert author is not None
    find_variants.func(rollout.id, run.id)
    side = Side(seat=seat, author=author, rollout=rollout, run=run.id)
    a_taught_phrase(side)
    pages = {}
    for one in inside_a_workspace():
        route = EXPECTED.get(one.name)
        if route is not None and is_page(one.name, route):
            pages[one.name] = one.at(workspace=seat.slug, rollout=rollout.slug, **route.places(side))
    return pages


if __name__ == "__main__":
    main()
