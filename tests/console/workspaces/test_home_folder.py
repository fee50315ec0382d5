"""The folder of a console is shut to others on the machine, and its secrets are drawn once."""

from __future__ import annotations

import threading
from pathlib import Path

from desirepath.console.home import Home
from desirepath.console.serve import trusted_proxy


def test_a_folder_that_was_open_is_shut(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o755)
    assert Home(folder).made().folder.stat().st_mode & 0o777 == 0o700


def test_a_secret_is_the_same_for_all_who_ask_at_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    home, drawn = Home(tmp_path).made(), []
    asking = [threading.Thread(target=lambda: drawn.append(home.secret("console"))) for _ in range(40)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert len(drawn) == 40
    assert set(drawn) == {(tmp_path / "console.secret").read_text()}
    assert len(drawn[0]) == 64
    assert [file.name for file in tmp_path.iterdir()] == ["console.secret"]
    assert (tmp_path / "console.secret").stat().st_mode & 0o777 == 0o600


def test_two_secrets_of_a_home_differ(tmp_path: Path) -> None:
    home = Home(tmp_path).made()
    assert home.secret("console") != home.secret("audit")


def test_nobodys_word_is_taken_for_where_a_request_comes_from_but_a_proxys_behind_tls() -> None:
    assert trusted_proxy({}) == {}
    behind = trusted_proxy({"DESIREPATH_HTTPS": "1", "DESIREPATH_PROXY": "10.0.0.7"})
    assert behind == {"trusted_proxy": "10.0.0.7", "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}}
    assert trusted_proxy({"DESIREPATH_HTTPS": "1"})["trusted_proxy"] == "127.0.0.1"
