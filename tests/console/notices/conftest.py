"""What the tests of messages share: the operator's word, and targets that are there already."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from django.conf import settings

from desirepath.console.diagnoses.reads import latest_done
from desirepath.console.notices.models import Target
from desirepath.console.workspaces.seat import Seat
from desirepath.outward import post as posting
from desirepath.outward.environment import Outward
from tests.console.stage import Stage
from tests.outward.hostile_targets import PUBLIC
from tests.outward.watched_sockets import Watched, watching

Says = Callable[..., None]


@pytest.fixture
def operator(monkeypatch: pytest.MonkeyPatch) -> Says:
    """Lets the operator say something else; names are answered with a public address unless it is said with what."""

    def says(**word: object) -> None:
        monkeypatch.setattr(settings, "OUTWARD", Outward(**{"resolver": always(PUBLIC), **word}))

    says()
    return says


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """Whatever goes to the port of messages on loopback would come to listeners that count."""
    with watching() as made:
        monkeypatch.setattr(posting, "PORT", made.port)
        yield made


@pytest.fixture
def newest(stage: Stage, operator: Says) -> int:
    """The newest diagnosis, where messages may go out."""
    operator()
    run = latest_done(stage.rollout.id)
    assert run is not None
    return run.id


def always(*addresses: str) -> Callable[[str], Sequence[str]]:
    """A resolver that gives every name these addresses."""
    return lambda _: addresses


def there(seat: Seat, address: str, shape: str = "plain", **facts: object) -> Target:
    """A target as it lies in the database, whether or not anybody would take it today."""
    kinds = ["friction_confirmed", "gate_overdue", "pack_ready"]
    facts = {"name": f"Target {Target.objects.count()}", "key": f"k{Target.objects.count()}", "kinds": kinds, **facts}
    return Target.objects.create(
        workspace_id=seat.workspace, shape=shape, address=address, salt="salt", by=seat.email, **facts
    )
