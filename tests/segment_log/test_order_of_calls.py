"""The trace of a writer: no acknowledgement leaves before a sync covers the bytes that it stands for."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

WRITER = Path(__file__).parent / "writer.py"
CALL = re.compile(r"^(?:\d+ +)?[\d.]+ (\w+)\((.*)\) += (-?\d+)")
UNFINISHED = re.compile(r"^(\d+) +[\d.]+ (\w+)\((.*) <unfinished \.\.\.>$")
RESUMED = re.compile(r"^(\d+) +[\d.]+ <\.\.\. (\w+) resumed>(.*)$")
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


class Call(NamedTuple):
    """A call, and the lines of the trace at which it began and ended."""

    name: str
    arguments: str
    result: int
    began: int
    ended: int


def traced(folder: Path) -> list[Call]:
    trace = folder / "trace"
    strace = ["strace", "-f", "-ttt", "-y", "-xx", "-s", "10000000", "-o", str(trace)]
    which = ["-e", "trace=openat,write,fdatasync,fsync,rename,renameat,renameat2,close"]
    subprocess.run(
        [*strace, *which, sys.executable, str(WRITER), str(folder / "log"), "p", "60", "9000"],
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=120,
    )
    begun: dict[str, tuple[int, str]] = {}
    calls = []
    for number, line in enumerate(trace.read_text(encoding="ascii").splitlines()):
        began, whole = number, line
        if found := UNFINISHED.match(line):
            begun[found[1]] = number, found[3]
            continue
        if found := RESUMED.match(line):
            began, arguments = begun.pop(found[1])
            whole = f"0 {found[2]}({arguments}{found[3]}"
        if ended := CALL.match(whole):
            calls.append(Call(ended[1], ended[2], int(ended[3]), began, number))
    return calls


def unhexed(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


class Disk:
    """What of the files is durable, call by call: a sync covers what was written before it began."""

    def __init__(self) -> None:
        self.written: dict[str, bytes] = {}
        self.synced: dict[str, bytes] = {}
        self.syncing: dict[int, tuple[bytes, set[str]]] = {}
        self.named: set[str] = set()
        self.folder_synced: set[str] = set()
        self.acknowledged = 0

    def see(self, calls: list[Call]) -> None:
        """All calls, those that acknowledge at their beginning, others at their end."""
        moments = [(call.began, 0, call) for call in calls] + [(call.ended, 1, call) for call in calls]
        for _, end, call in sorted(moments):
            if call.name.startswith("rename"):
                self.rename(*re.findall(r'"([^"]*)"', call.arguments), end=bool(end))
            elif found := re.match(r"(\d+)<([^>]*)>(.*)", call.arguments, re.DOTALL):
                file = unhexed(found[2]).decode()
                if call.name == "write":
                    content = unhexed(re.findall(r'"([^"]*)"', found[3])[0])
                    self.write(found[1], file, content[: call.result], end=bool(end))
                elif call.name in {"fdatasync", "fsync"}:
                    self.sync(file, call, end=bool(end))

    def rename(self, old: str, new: str, *, end: bool) -> None:
        before, after = unhexed(old).decode(), unhexed(new).decode()
        if not end:
            assert self.synced.get(before) == self.written.get(before, b"")
            return
        self.written[after], self.synced[after] = self.written.pop(before, b""), self.synced.pop(before)
        self.named.add(after)

    def write(self, number: str, file: str, content: bytes, *, end: bool) -> None:
        if number == "1" and not end:
            self.tell(content)
        elif number != "1" and end:
            self.written[file] = self.written.get(file, b"") + content

    def sync(self, file: str, call: Call, *, end: bool) -> None:
        assert call.result == 0
        if not end:
            inside = {one for one in self.named if one.rpartition("/")[0] == file}
            self.syncing[call.began] = self.written.get(file, b""), inside
            return
        self.synced[file], inside = self.syncing.pop(call.began)
        self.folder_synced |= inside

    def tell(self, line: bytes) -> None:
        if line == b"ready\n":
            return
        payload = line.split(b" ")[1]
        holding = [file for file, content in self.synced.items() if payload in content]
        assert [file for file in holding if file in self.folder_synced], payload
        self.acknowledged += 1


@needs_strace
def test_no_acknowledgement_leaves_before_the_sync_that_covers_its_frame(tmp_path: Path) -> None:
    calls, disk = traced(tmp_path), Disk()
    disk.see(calls)
    assert disk.acknowledged == 4 * 60
    assert len([file for file in disk.named if file.endswith(".log")]) > 3


@needs_strace
@pytest.mark.parametrize("left_out", ["fdatasync", "fsync"], ids=["of files", "of folders"])
def test_the_referee_of_the_order_finds_what_was_acknowledged_too_early(tmp_path: Path, left_out: str) -> None:
    calls = [call for call in traced(tmp_path) if call.name != left_out]
    with pytest.raises(AssertionError):
        Disk().see(calls)
