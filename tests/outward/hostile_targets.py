"""Targets by which somebody would reach into the network, each with what its name is answered with, call by call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

PUBLIC, PUBLIC_6 = "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
"""Addresses of the public internet; no test reaches them."""
HOST = "hooks.example.com"


@dataclass(frozen=True, slots=True)
class Hostile:
    """What is written, and the answers of the test's own resolver for any name: the last one stays."""

    says: str
    written: str
    answers: tuple[tuple[str, ...], ...] = ((PUBLIC,),)


def _written(says: str, *urls: str) -> list[Hostile]:
    return [Hostile(f"{says} {number}", url) for number, url in enumerate(urls, 1)]


def _answered(says: str, *answers: Sequence[str], name: str = HOST) -> list[Hostile]:
    return [Hostile(f"{says} {number}", f"https://{name}/x", (tuple(one),)) for number, one in enumerate(answers, 1)]


HOSTILE: tuple[Hostile, ...] = (
    *_written("loopback", "https://127.0.0.1/", "https://127.255.255.254/x", "https://0.0.0.0/", "https://[::1]/"),
    *_written("loopback, any", "https://[::]/", "https://[0:0:0:0:0:0:0:1]/", "https://127.0.0.1:443/"),
    *_written("short", "https://127.1/", "https://127.0.1/", "https://0/", "https://10.1/"),
    *_written(
        "one number", "https://2130706433/", "https://3232235777/", "https://0x7f000001/", "https://017700000001/"
    ),
    *_written("octal", "https://0177.0.0.1/", "https://0177.0.0.01/", "https://0300.0250.1.1/"),
    *_written("hexadecimal", "https://0x7f.0x0.0x0.0x1/", "https://0x7f.1/", "https://0xa.0.0.1/", "https://0X7F.1/"),
    *_written("too much", "https://127.0.0.1.1/", "https://4294967297/", "https://127.0.0.256/", "https://08.0.0.1/"),
    *_written("private", "https://10.0.0.1/", "https://172.16.0.1/", "https://172.31.255.255/", "https://192.168.1.1/"),
    *_written("shared", "https://100.64.0.1/", "https://100.127.255.254/", "https://198.18.0.1/"),
    *_written("reserved", "https://192.0.0.8/", "https://240.0.0.1/", "https://255.255.255.255/", "https://224.0.0.1/"),
    *_written(
        "metadata", "https://169.254.169.254/latest/meta-data/", "https://169.254.170.2/", "https://[fd00:ec2::254]/"
    ),
    *_written("metadata elsewhere", "https://100.100.100.200/", "https://168.63.129.16/", "https://192.0.0.192/"),
    *_written("metadata by name", "https://metadata.google.internal/", "https://METADATA.google.internal./"),
    *_written(
        "local in version 6",
        "https://[fc00::1]/",
        "https://[fd12:3456::1]/",
        "https://[fe80::1]/",
        "https://[fec0::1]/",
    ),
    *_written("zone", "https://[fe80::1%25eth0]/", "https://[fe80::1%eth0]/", "https://[::1%25lo]/"),
    *_written("mapped", "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/", "https://[::ffff:169.254.169.254]/"),
    *_written("mapped, public", f"https://[::ffff:{PUBLIC}]/"),
    *_written("compatible", "https://[::127.0.0.1]/", "https://[::ffff:0:127.0.0.1]/"),
    *_written("NAT64", "https://[64:ff9b::127.0.0.1]/", "https://[64:ff9b::a00:1]/", "https://[64:ff9b:1::a00:1]/"),
    *_written("6to4", "https://[2002:7f00:1::]/", "https://[2002:a00:1::1]/"),
    *_written("Teredo", "https://[2001:0:53aa:64c:0:fbff:80ff:fffe]/", "https://[2001::1]/"),
    *_written(
        "for documents", "https://[2001:db8::1]/", "https://[3fff::1]/", "https://192.0.2.1/", "https://203.0.113.9/"
    ),
    *_written("local name", "https://localhost/", "https://LOCALHOST/", "https://localhost./", "https://a.localhost/"),
    *_written("no full name", "https://intranet/", "https://printer.local/", "https://localhost.localdomain/"),
    *_written(
        "wide signs", "https://１２７.0.0.1/", "https://127。0。0。1/", "https://①②⑦.⓪.⓪.①/", "https://ⓛocalhost/"
    ),
    *_written("hidden signs", "https://local\u00adhost/", "https://127.0.0.1\u200b/", "https://\u202elocalhost/"),
    *_written("looks like another", "https://hооks.slack.com/services/x", "https://аррӏе.com/", "https://gооgle.com/"),
    *_written(
        "percent", "https://%31%32%37.0.0.1/", "https://localhost%00.example.com/", "https://127.0.0.1%2f@x.com/"
    ),
    *_written("userinfo", f"https://{HOST}@127.0.0.1/", f"https://a:b@{HOST}/", f"https://127.0.0.1@{HOST}/"),
    *_written("two readings", f"https://{HOST}\\@127.0.0.1/", f"https:\\\\{HOST}/", "https:///127.0.0.1/"),
    *_written("port", f"https://{HOST}:80/", f"https://{HOST}:22/", f"https://{HOST}:0443/", f"https://{HOST}:443:22/"),
    *_written("port, none", f"https://{HOST}:/", f"https://{HOST}:٤٤٣/", f"https://{HOST}:-443/"),
    *_written("other scheme", f"http://{HOST}/", f"ftp://{HOST}/", "file:///etc/passwd", f"gopher://{HOST}:443/_x"),
    *_written("no scheme", f"//{HOST}/", HOST, "javascript:alert(1)", ""),
    *_written(
        "dots", "https://127.0.0.1./", "https://127.0.0.1../", "https://./", "https://..example.com/", "https:///"
    ),
    *_written("two lines", f"https://{HOST}/\r\nHost: 127.0.0.1", f"https://{HOST}\r\n/x", f"https://{HOST}/\nx: y"),
    *_written("blanks", f"https://{HOST}/a b", f"https://{HOST}\t/", f"https://{HOST}/\x00", f"https:// {HOST}/"),
    *_written("fragment", f"https://{HOST}#@127.0.0.1/", f"https://{HOST}/#x", "https://127.0.0.1#.example.com/"),
    *_written("query for a host", "https://127.0.0.1?.example.com/", "https://?x"),
    *_written("long", f"https://{HOST}/{'a' * 2_000}", f"https://{'a' * 64}.example.com/", f"https://{'a.' * 130}com/"),
    *_written("brackets", "https://[127.0.0.1]/", f"https://[{HOST}]/", "https://[::1/", "https://::1/", "https://[]/"),
    *_answered("a name for loopback", ["127.0.0.1"], ["::1"], ["0.0.0.0"], name="127.0.0.1.nip.example"),  # noqa: S104
    *_answered("a name for private", ["10.1.2.3"], ["192.168.0.1"], ["172.16.5.4"], name="10-1-2-3.sslip.example"),
    *_answered("a name for metadata", ["169.254.169.254"], ["fd00:ec2::254"], ["::ffff:169.254.169.254"]),
    *_answered("a name for version 6", ["fe80::1"], ["fc00::1"], ["64:ff9b::7f00:1"], ["2002:7f00:1::"], ["fe80::1%1"]),
    *_answered(
        "public and not", [PUBLIC, "127.0.0.1"], [PUBLIC_6, "::1"], ["10.0.0.1", PUBLIC], [PUBLIC] * 20 + ["::1"]
    ),
    *_answered("no address", ["127.1"], ["localhost"], [PUBLIC, "x"]),
)
