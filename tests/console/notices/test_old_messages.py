"""Messages that ended long ago are dropped; those that still wait are not, and the audit log keeps its lines."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from desirepath.console.notices.models import Delivery, DeliveryState
from desirepath.console.notices.tasks import DAYS_KEPT, drop_old_deliveries
from desirepath.console.workspaces.seat import Seat
from tests.console.conftest import client_of
from tests.console.notices.conftest import there

ADDRESS = "https://93.184.215.14/"


def _delivery(seat: Seat, name: str, state: DeliveryState, days: float | None) -> None:
    ended = None if days is None else timezone.now() - timedelta(days=days)
    Delivery.objects.create(
        target=there(seat, ADDRESS), message=name, kind="test", notice={"title": "A test"}, state=state, ended_at=ended
    )


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.REFUSED, DeliveryState.FAILED])
def test_what_ended_is_dropped_after_its_days_and_not_before(seat: Seat, state: DeliveryState) -> None:
    _delivery(seat, "old", state, DAYS_KEPT + 0.01)
    _delivery(seat, "young", state, DAYS_KEPT - 0.01)
    assert drop_old_deliveries() == 1
    assert [one.message for one in Delivery.objects.all()] == ["young"]
    assert drop_old_deliveries() == 0


def test_what_still_waits_stays_however_old_it_is(seat: Seat) -> None:
    _delivery(seat, "waits", DeliveryState.WAITING, None)
    Delivery.objects.update(asked_at=timezone.now() - timedelta(days=10 * DAYS_KEPT))
    assert drop_old_deliveries() == 0
    assert Delivery.objects.filter(message="waits").exists()


def test_the_page_says_after_how_many_days(seat: Seat) -> None:
    _delivery(seat, "there", DeliveryState.SENT, 1)
    page = client_of(seat).get(f"/w/{seat.slug}/notices/").content.decode()
    assert f"dropped after {DAYS_KEPT} days" in page
