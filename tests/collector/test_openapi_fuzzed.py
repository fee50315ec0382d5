"""Requests made from the published interface, right ones and wrong ones: none is answered with a fault of ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from desirepath.collector.openapi import openapi_document
from desirepath.warehouse.write_keys import Rate
from tests.collector.conftest import Served, served
from tests.collector.doors import door

SCHEMA = schemathesis.openapi.from_dict(openapi_document())
EVERY_RATE = Rate(events=1e9, bytes=1e12)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("collector"), door=door(), rate=EVERY_RATE) as found:
        yield found


def _is_no_fault(case: schemathesis.Case, real: Served) -> None:
    answer = case.call(base_url=f"http://127.0.0.1:{real.port}", headers={"authorization": real.basic()})
    assert answer.status_code < 500, answer.text
    assert "Traceback" not in answer.text


@SCHEMA.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_request_by_the_interface_is_answered_with_a_fault(case: schemathesis.Case, real: Served) -> None:
    _is_no_fault(case, real)


@pytest.mark.long
@SCHEMA.parametrize()
@settings(max_examples=4_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_none_of_thousands_of_requests_is_answered_with_a_fault(case: schemathesis.Case, real: Served) -> None:
    _is_no_fault(case, real)
