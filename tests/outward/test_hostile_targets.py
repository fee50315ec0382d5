"""None of the targets by which somebody would reach into the network is ever connected to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from desirepath.outward import post as posting
from desirepath.outward.addresses import Target, read_target
from desirepath.outward.post import Posted, Rules, post
from desirepath.outward.ranges import Allowed
from desirepath.outward.refusals import Because, SendingFailed, TargetRefused
from desirepath.outward.resolve import checked_addresses
from tests.outward.hostile_targets import HOST, HOSTILE, PUBLIC, PUBLIC_6, Hostile
from tests.outward.watched_sockets import KeptInside, Watched, watching

NOBODY = Allowed()
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


class Resolver:
    """The test's own: it gives one answer after the other, and the last one for ever."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers, self.asked = list(answers), 0

    def __call__(self, name: str) -> Sequence[str]:
        del name
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """Whatever goes to the port of messages on loopback would come to listeners that count."""
    with watching() as made:
        monkeypatch.setattr(posting, "PORT", made.port)
        yield made


def sent_to(written: str, resolver: Resolver, rules: Rules | None = None) -> int:
    rules = rules or Rules()
    target = read_target(written, rules.allowed)
    return post(Posted(target=target, body=b"{}", headers={}), rules, resolver, seconds=2)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda one: one.says)
def test_a_hostile_target_is_refused_and_nothing_is_connected_to(hostile: Hostile, watched: Watched) -> None:
    with pytest.raises(TargetRefused):
        sent_to(hostile.written, Resolver(*hostile.answers))
    assert (watched.connects, watched.reached, watched.asked_names) == ([], [], [])


def test_there_are_more_than_a_hundred_of_them() -> None:
    assert len({one.written for one in HOSTILE} | {str(one.answers) for one in HOSTILE}) > 100


def test_what_watches_would_see_a_connection(watched: Watched) -> None:
    import socket

    with socket.create_connection(("127.0.0.1", watched.port), timeout=2) as made:
        made.settimeout(2)
        assert made.recv(1) == b""
    assert (watched.connects, watched.reached) == (["127.0.0.1"], ["127.0.0.1"])
    with pytest.raises(KeptInside):
        socket.create_connection((PUBLIC, 443), timeout=1)


def test_a_name_that_is_public_first_and_loopback_next_is_connected_to_at_its_public_address(watched: Watched) -> None:
    resolver = Resolver([PUBLIC], ["127.0.0.1"])
    with pytest.raises(SendingFailed, match="no_connection"):
        sent_to(f"https://{HOST}/", resolver)
    assert (resolver.asked, watched.connects, watched.reached) == (1, [PUBLIC], [])


def test_all_addresses_that_are_tried_are_those_that_were_checked(watched: Watched) -> None:
    with pytest.raises(SendingFailed, match="no_connection"):
        sent_to(f"https://{HOST}/", Resolver([PUBLIC_6, PUBLIC], ["::1"]))
    assert (watched.connects, watched.reached) == ([PUBLIC_6, PUBLIC], [])


def test_a_proxy_of_the_environment_is_not_asked(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.setenv(name, f"http://127.0.0.1:{watched.port}")
    with pytest.raises(SendingFailed, match="no_connection"):
        sent_to(f"https://{HOST}/", Resolver([PUBLIC]))
    assert (watched.connects, watched.reached) == ([PUBLIC], [])


def test_a_public_ip_address_is_a_target_and_no_name_is_asked_for(watched: Watched) -> None:
    resolver = Resolver(["127.0.0.1"])
    with pytest.raises(SendingFailed, match="no_connection"):
        sent_to(f"https://{PUBLIC}/hook", resolver)
    assert (resolver.asked, watched.connects) == (0, [PUBLIC])


@pytest.mark.parametrize(
    ("written", "host", "path"),
    [
        ("https://hooks.slack.com/services/T0/B0/x", "hooks.slack.com", "/services/T0/B0/x"),
        (
            "https://prod-1.westeurope.logic.azure.com:443/workflows/a?sig=b%2f",
            "prod-1.westeurope.logic.azure.com",
            "/workflows/a?sig=b%2f",
        ),
        ("HTTPS://Hooks.Example.COM.", "hooks.example.com", "/"),
        ("https://hooks.example.com?a=b", "hooks.example.com", "/?a=b"),
        ("https://xn--bcher-kva.example/x", "xn--bcher-kva.example", "/x"),
        ("https://134744072/", "8.8.8.8", "/"),
        ("https://[2606:2800:21F:cb07:6820:80da:af6b:8b2c]/", PUBLIC_6, "/"),
    ],
)
def test_a_target_is_read_in_the_form_that_goes_over_the_wire(written: str, host: str, path: str) -> None:
    assert read_target(written, NOBODY) == Target(host=host, path=path)


def test_a_name_of_other_letters_is_told_as_it_goes_over_the_wire() -> None:
    with pytest.raises(TargetRefused) as refused:
        read_target("https://bücher.example/", NOBODY)
    assert (refused.value.because, refused.value.about) == (Because.OTHER_LETTERS, "xn--bcher-kva.example")


@pytest.mark.parametrize(
    ("networks", "address"),
    [
        ("10.1.0.0/16", "10.1.2.3"),
        ("127.0.0.1/32", "127.0.0.1"),
        ("fd12:3456::/48, 10.1.0.0/16", "fd12:3456::9"),
        ("64:ff9b::/96", "64:ff9b::5db8:d70e"),
        ("64:ff9b::/96 10.0.0.0/8", "64:ff9b::a00:1"),
    ],
)
def test_what_the_operator_lists_may_be_reached(networks: str, address: str) -> None:
    target = Target(host=HOST, path="/")
    found = checked_addresses(target, Allowed.written(networks), Resolver([address]))
    assert [str(one) for one in found] == [address]


@pytest.mark.parametrize(
    ("networks", "address"),
    [
        ("10.1.0.0/16", "10.2.0.1"),
        ("0.0.0.0/0, ::/0", "169.254.169.254"),
        ("0.0.0.0/0, ::/0", "168.63.129.16"),
        ("0.0.0.0/0, ::/0", "fd00:ec2::254"),
        ("0.0.0.0/0, ::/0", "::ffff:169.254.169.254"),
        ("10.0.0.0/8", "::ffff:10.0.0.1"),
        ("64:ff9b::/96", "64:ff9b::a00:1"),
        ("2002::/16", "2002:7f00:1::"),
        ("fe80::/10", "fe80::1%1"),
    ],
)
def test_the_list_opens_no_more_than_it_says_and_never_where_clouds_hand_out_credentials(
    networks: str, address: str
) -> None:
    with pytest.raises(TargetRefused):
        checked_addresses(Target(host=HOST, path="/"), Allowed.written(networks), Resolver([address]))


def test_a_resolver_that_never_answers_is_not_waited_for() -> None:
    import threading

    over = threading.Event()

    def silent(name: str) -> Sequence[str]:
        del name
        over.wait(5)
        return (PUBLIC,)

    with pytest.raises(SendingFailed, match="slow_name"):
        checked_addresses(Target(host=HOST, path="/"), NOBODY, silent, seconds=0.2)
    over.set()
