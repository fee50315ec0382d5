"""What pages are given: the files of the SDK, the signed guides, and refusals that say why."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desirepath.delivery.asking_rates import AskingLimits
from desirepath.delivery.sdk_files import SdkFiles
from desirepath.warehouse.guidance_records import refusals
from desirepath.warehouse.published_guides import published_file
from desirepath.warehouse.signing import KEY_FILE, PUBLIC_FILE, Expected, SigningKey, verify
from desirepath.warehouse.write_keys import revoke_key
from tests.delivery.conftest import UNBOUNDED, Served
from tests.delivery.made import NOW, PAGE, made


def test_a_page_gets_the_envelope_exactly_as_it_was_signed(delivery: Served) -> None:
    answer = delivery.guides(origin=PAGE)
    assert answer.body == published_file(delivery.made.home, "works").read_bytes()
    trusted = SigningKey.of_home(delivery.made.home).public
    assert verify(answer.body, trusted, Expected(workspace="works", now=NOW)).sequence == 1
    assert (answer.headers["cache-control"], answer.headers["content-type"]) == ("max-age=60", "application/json")
    assert answer.headers["access-control-allow-origin"] == PAGE


def test_the_private_key_need_not_be_where_delivery_is(delivery: Served) -> None:
    home = delivery.made.home
    (home / KEY_FILE).unlink()
    (home / KEY_FILE).mkdir()  # nothing could read a key here, nor make one
    answer = delivery.guides(origin=PAGE)
    assert (answer.status, answer.body) == (200, published_file(home, "works").read_bytes())
    assert delivery.claim("cost-centre")["show"]


def test_a_home_from_before_the_public_part_was_kept_is_served_once_it_is_there(delivery: Served) -> None:
    (delivery.made.home / PUBLIC_FILE).unlink()
    assert delivery.guides().told["error"] == "nothing_published"
    SigningKey.of_home(delivery.made.home)
    delivery.running.workspaces.refresh()
    assert delivery.guides().status == 200


def test_what_did_not_change_is_not_sent_again(delivery: Served) -> None:
    first = delivery.guides()
    again = delivery.guides(if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    delivery.made.publish(silent=True)
    delivery.running.workspaces.refresh()
    changed = delivery.guides(if_none_match=first.headers["etag"])
    assert (changed.status, json.loads(changed.told["document"])["silent"]) == (200, True)


def test_where_nothing_is_published_that_is_what_is_said(delivery: Served) -> None:
    office = made(delivery.made.home, "office")
    delivery.running.workspaces.refresh()
    answer = delivery.ask("GET", f"/v1/guides?key={office.key}")
    assert (answer.status, answer.told["error"]) == (404, "nothing_published")
    said = delivery.say("/v1/claims", key=office.key, person="1", guide="banner", minutes_from_utc=0)
    assert (said.status, said.told["error"]) == (404, "nothing_published")


def test_a_document_for_other_applications_is_not_given(delivery: Served) -> None:
    delivery.made.publish(applications=["expenses"])
    delivery.running.workspaces.refresh()
    assert delivery.guides().told["error"] == "nothing_published"
    assert delivery.ask("GET", f"/v1/guides?key={delivery.made.key}&application=expenses").status == 200


def test_a_file_that_was_touched_or_is_older_leaves_what_was_there_and_is_counted(delivery: Served) -> None:
    file = published_file(delivery.made.home, "works")
    first = file.read_bytes()
    delivery.guides()
    delivery.made.publish()
    delivery.running.workspaces.refresh()
    second = delivery.guides().body
    for refused in (first, second.replace(b"new form", b"old form")):
        file.write_bytes(refused)
        delivery.running.workspaces.refresh()
        assert delivery.guides().body == second
    assert delivery.say("/v1/arrivals", person="4711").status == 200  # in the same thread, so the counts are there
    found = refusals(delivery.made.home, "works")
    assert [(one.because, one.times) for one in found] == [("bad_signature", 1), ("downgraded", 1)]


@pytest.mark.parametrize("key", ["", "dp_unknown", "é", "x" * 300])
def test_without_a_key_in_force_nothing_is_given(shared_delivery: Served, key: str) -> None:
    from urllib.parse import quote

    answer = shared_delivery.ask("GET", f"/v1/guides?key={quote(key)}")
    assert (answer.status, answer.told["error"]) == (401, "unknown_key")


def test_a_revoked_key_is_refused_at_once(delivery: Served) -> None:
    revoke_key(delivery.made.key_file, delivery.made.key_id)
    delivery.running.workspaces.refresh()
    assert delivery.guides().status == 401


def test_a_page_of_another_origin_is_refused_and_reads_nothing(shared_delivery: Served) -> None:
    answer = shared_delivery.guides(origin="https://evil.example")
    assert (answer.status, answer.told["error"]) == (403, "wrong_origin")
    assert "access-control-allow-origin" not in answer.headers


def test_a_browser_may_ask_before_it_sends(shared_delivery: Served) -> None:
    asked = {"origin": PAGE, "access_control_request_method": "POST", "access_control_request_headers": "content-type"}
    answer = shared_delivery.ask("OPTIONS", "/v1/claims", **asked)
    assert (answer.status, answer.headers["access-control-allow-headers"]) == (204, "content-type")
    assert (
        shared_delivery.ask("OPTIONS", "/v1/claims", **asked | {"origin": "https://evil.example"}).headers.get(
            "access-control-allow-origin"
        )
        is None
    )


@pytest.mark.parametrize(
    ("method", "path", "status", "error"),
    [
        ("GET", "/v1/nothing", 404, "no_such_address"),
        ("GET", "/v1/claims", 405, "only_post"),
        ("POST", "/v1/guides", 405, "only_get"),
        ("DELETE", "/v1/sdk/loader.js", 405, "only_get"),
        ("POST", "/v1/claims", 400, "not_json"),
    ],
)
def test_what_cannot_be_answered_is_told_by_name(
    shared_delivery: Served, method: str, path: str, status: int, error: str
) -> None:
    answer = shared_delivery.ask(method, path, b"{" if method == "POST" else None)
    assert (answer.status, answer.told["error"]) == (status, error)
    assert answer.told["request_id"]


def test_its_health_can_be_asked(shared_delivery: Served) -> None:
    assert shared_delivery.ask("GET", "/healthz").status == 200


@pytest.fixture
def with_files(tmp_path: Path, delivery_with: Callable[..., Served]) -> Served:
    folder = tmp_path / "sdk"
    folder.mkdir()
    (folder / "loader.js").write_text("import('./core-1a2b3c4d.js')")
    (folder / "core-1a2b3c4d.js").write_text("export const core = 1" + " " * 1000)
    (folder / "secret.txt").write_text("no")
    (tmp_path / "above-1a2b3c4d.js").write_text("no")
    return delivery_with(files=SdkFiles(folder))


def test_the_loader_is_asked_for_anew_and_its_parts_are_kept_for_good(with_files: Served) -> None:
    loader, core = (with_files.ask("GET", f"/v1/sdk/{one}") for one in ("loader.js", "core-1a2b3c4d.js"))
    assert (loader.headers["cache-control"], loader.body) == ("no-cache", b"import('./core-1a2b3c4d.js')")
    assert "immutable" in core.headers["cache-control"]
    assert {one.headers["content-type"] for one in (loader, core)} == {"text/javascript; charset=utf-8"}
    assert with_files.ask("GET", "/v1/sdk/loader.js", if_none_match=loader.headers["etag"]).status == 304
    (with_files.files / "loader.js").write_text("import('./core-5e6f7a8b.js')")
    changed = with_files.ask("GET", "/v1/sdk/loader.js", if_none_match=loader.headers["etag"])
    assert (changed.status, changed.body) == (200, b"import('./core-5e6f7a8b.js')")


def test_files_are_packed_for_those_who_can_unpack_them(with_files: Served) -> None:
    packed = with_files.ask("GET", "/v1/sdk/core-1a2b3c4d.js", accept_encoding="br, gzip")
    plain = with_files.ask("GET", "/v1/sdk/core-1a2b3c4d.js")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 10


@pytest.mark.parametrize(
    "name", ["secret.txt", "../above-1a2b3c4d.js", "..%2fabove-1a2b3c4d.js", "core.js", "", "none-1a2b3c4d.js"]
)
def test_nothing_but_files_of_the_sdk_is_given_out(with_files: Served, name: str) -> None:
    assert with_files.ask("GET", f"/v1/sdk/{name}").status == 404


def test_an_address_that_asks_too_much_waits_and_its_proxy_does_not(delivery_with: Callable[..., Served]) -> None:
    busy = delivery_with(asking=AskingLimits(of_a_key=1e9, of_an_address=0.01))
    from_one = [busy.guides(x_forwarded_for="6.6.6.6, 10.0.0.1").status for _ in range(3)]
    assert from_one == [200, 429, 429]
    # What a client writes into the header before the proxy does makes it nobody else.
    assert busy.guides(x_forwarded_for="7.7.7.7, 10.0.0.1").status == 429
    assert busy.guides(x_forwarded_for="10.0.0.2").status == 200
    assert {busy.guides().status for _ in range(6)} == {200}


def test_a_key_that_asks_too_much_waits(delivery_with: Callable[..., Served]) -> None:
    busy = delivery_with(asking=AskingLimits(of_a_key=0.01, of_an_address=UNBOUNDED.of_an_address))
    answers = [busy.guides() for _ in range(3)]
    assert [one.status for one in answers] == [200, 429, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1


def test_a_body_over_64_kib_is_cut_off(shared_delivery: Served) -> None:
    said: dict[str, Any] = {"person": "1", "guide": "banner", "version": 1, "wording": "x" * 70_000}
    assert shared_delivery.say("/v1/acknowledgements", **said).status == 413


def test_a_body_that_does_not_come_is_not_waited_for(delivery_with: Callable[..., Served]) -> None:
    from dataclasses import replace

    from desirepath.delivery.app import LIMITS

    impatient = delivery_with(limits=replace(LIMITS, body_seconds=0.3))
    head = b"POST /v1/claims HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n{"
    assert impatient.raw(head).startswith(b"HTTP/1.1 408")
