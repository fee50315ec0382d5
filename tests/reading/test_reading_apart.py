"""Files of others are read in a process of its own: it may die on one, and nothing else happens."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from desirepath.connectors.read_source import Wanted
from desirepath.runs.reading import limits
from desirepath.runs.reading.limits import allowance_for
from desirepath.runs.reading.messages import AskRows, answer_in
from desirepath.runs.reading.reader import Reader, ReaderFaulted, opened_reader
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.rollout import Source
from desirepath.vocabulary.study import SetAside

ROWS = "case_id,activity,at\n1,Submit,2025-09-01T08:00:00Z\n2,Submit,2025-09-01T09:00:00Z\n,Submit,2025-09-01\n"


@pytest.fixture
def reader() -> Iterator[Reader]:
    with opened_reader() as opened:
        yield opened


def asked(folder: Path, name: str, content: str | bytes = ROWS) -> AskRows:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    wanted = Wanted(folder=folder, timezone="UTC", keep=frozenset(), rollout_file="rollout.yaml")
    return AskRows(file, Source(table="events", file=name, line=7), wanted, 0, folder / "landed.parquet")


def silent(_: int) -> None:
    """Hear nothing."""


def test_rows_are_written_and_what_was_set_aside_is_told(tmp_path: Path, reader: Reader) -> None:
    question = asked(tmp_path, "e.csv")
    read = reader.rows(question, silent)
    assert (read.rows, read.reasons) == (2, {"`case_id` is empty": 1})
    assert read.examples == (SetAside(file="e.csv", line=4, reason="`case_id` is empty"),)
    assert read.used == {"case_id": "case_id", "activity": "activity", "at": "at"}
    assert pq.read_table(question.target).column("case_id").to_pylist() == ["1", "2"]


def test_what_is_wrong_with_a_file_arrives_as_it_was_said(tmp_path: Path, reader: Reader) -> None:
    question = asked(tmp_path, "e.csv", "case,activity,at\n1,a,2025-09-01\n")
    with pytest.raises(BadInput) as refused:
        reader.match(question.path, question.source, question.wanted)
    assert str(refused.value).startswith("rollout.yaml:7: e.csv, read as table `events`, has no column `case_id`.")


def test_long_reading_tells_how_far_it_is(tmp_path: Path, reader: Reader) -> None:
    head, *_ = ROWS.splitlines()
    heard: list[int] = []
    many = asked(tmp_path, "e.csv", head + "\n" + "1,Submit,2025-09-01T08:00:00Z\n" * 600_000)
    assert reader.rows(many, heard.append).rows == 600_000
    assert heard == sorted(heard)
    assert len(heard) >= 2


def test_a_process_that_was_killed_is_told_in_one_line_and_the_next_file_is_read(
    tmp_path: Path, reader: Reader
) -> None:
    sound = asked(tmp_path, "sound.csv")
    assert reader.rows(sound, silent).rows == 2
    many = asked(tmp_path, "e.csv", ROWS[:20] + "1,Submit,2025-09-01T08:00:00Z\n" * 600_000)

    def kill(_: int) -> None:
        child = reader._child
        assert child is not None
        os.kill(child.pid, signal.SIGSEGV)

    with pytest.raises(BadInput) as died:
        reader.rows(many, kill)
    assert str(died.value) == (
        "e.csv: The process that reads files broke off on it. "
        "It is damaged, or made to do harm. Export it again, or save it as CSV."
    )
    assert reader.rows(sound, silent).rows == 2


def in_a_child(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], check=False, capture_output=True, text=True, timeout=60
    )


def test_a_process_is_ended_that_takes_more_processor_time_than_it_may() -> None:
    ended = in_a_child("""
        from desirepath.runs.reading.limits import Allowance, hold_to
        hold_to(Allowance(memory=1 << 30, seconds=1))
        while True: pass
    """)
    assert -ended.returncode == signal.SIGXCPU


def test_a_process_gets_no_more_memory_than_it_may() -> None:
    ended = in_a_child("""
        from desirepath.runs.reading.limits import Allowance, hold_to
        hold_to(Allowance(memory=64 << 20, seconds=9))
        small = bytearray(16 << 20)
        try:
            bytearray(256 << 20)
        except MemoryError:
            print("refused")
    """)
    assert ended.stdout == "refused\n"


def test_a_process_without_a_network_reaches_nobody() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        ended = in_a_child(f"""
            import socket
            from desirepath.runs.reading.limits import cut_off_the_network
            socket.create_connection(("127.0.0.1", {server.getsockname()[1]}), 2).close()
            print("before")
            cut_off_the_network()
            try:
                socket.create_connection(("127.0.0.1", {server.getsockname()[1]}), 2)
            except OSError:
                print("cut off")
        """)
    assert ended.stdout == "before\ncut off\n"


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux: its namespaces take the network away")
def test_not_even_code_below_python_reaches_anybody() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        ended = in_a_child(f"""
            import ctypes, os, socket, struct
            from desirepath.runs.reading import limits
            limits._own_network()
            libc = ctypes.CDLL(None, use_errno=True)
            plug = libc.socket(socket.AF_INET, socket.SOCK_STREAM, 0)
            address = struct.pack("=HH4s8x", socket.AF_INET, socket.htons({server.getsockname()[1]}), bytes([127, 0, 0, 1]))
            print(libc.connect(plug, address, len(address)))
        """)
    assert ended.stdout == "-1\n"


def test_small_files_are_allowed_little_and_large_ones_more() -> None:
    small, large = allowance_for(10_000), allowance_for(1 << 30)
    assert (small.seconds, small.memory >> 20) == (5, 256)
    assert large.seconds > 1_000
    assert large.memory == 8 << 30


def test_nonsense_from_the_reading_process_is_no_answer(tmp_path: Path) -> None:
    class Babbling(Reader):
        def _running(self) -> subprocess.Popen[bytes]:
            self._child = subprocess.Popen(["/bin/cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            return self._child

    with pytest.raises(BadInput, match="broke off on it"):
        Babbling().rows(asked(tmp_path, "e.csv"), silent)
    with pytest.raises(ValueError, match="Invalid value"):
        answer_in(b'{"type":"Pwned"}')


def test_a_fault_of_ours_is_told_as_one(tmp_path: Path, reader: Reader) -> None:
    question = asked(tmp_path, "e.csv")
    broken = AskRows(question.path, question.source, question.wanted, 0, tmp_path / "no" / "such" / "folder")
    with pytest.raises(ReaderFaulted, match=r"e\.csv"):
        reader.rows(broken, silent)
    assert limits.allowance_for(0).seconds == 5
