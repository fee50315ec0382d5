"""`desirepath demo`: a made-up rollout, diagnosed, its report on a local address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from desirepath.intervene.choose import intervention_catalogue
from desirepath.ports import Progress
from desirepath.report.diagnosis_json import diagnosis_document
from desirepath.report.html.page import report_page
from desirepath.runs.diagnose import diagnose
from desirepath.runs.simulate import simulate
from desirepath.runs.whole_files import write_whole
from desirepath.simulate.plan import SimulationPlan
from desirepath.study import metric_catalogue
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.study import Study

HOME = "127.0.0.1"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """A made-up rollout and what was found in it."""

    rollout_file: Path
    report: Path
    diagnosis: Path
    study: Study


def demo(plan: SimulationPlan, out: Path, progress: Progress) -> Demo:
    """Draw the rollout into the folder, diagnose it, write report and diagnosis there. Raises BadInput."""
    rollout_file = simulate(plan, out, progress)
    study = diagnose(rollout_file, progress=progress)
    progress("drawing the report")
    report, diagnosis = out / "report.html", out / "diagnosis.json"
    write_whole(
        {
            report: report_page(study, metric_catalogue(), intervention_catalogue()),
            diagnosis: json.dumps(diagnosis_document(study), indent=1, ensure_ascii=False) + "\n",
        }
    )
    return Demo(rollout_file=rollout_file, report=report, diagnosis=diagnosis, study=study)


@contextmanager
def served(shown: Demo, port: int = 0) -> Iterator[tuple[str, ThreadingHTTPServer]]:
    """The report's address on this machine, and the server that has to be run; port 0 takes a free one."""
    pages = {"/": (shown.report, "text/html"), "/diagnosis.json": (shown.diagnosis, "application/json")}
    try:
        server = ThreadingHTTPServer((HOME, port), partial(_Pages, pages))
    except (OSError, OverflowError) as error:
        what = f"port {port} cannot be used: {getattr(error, 'strerror', None) or error}"
        raise BadInput(Mistake(code="port_in_use", what=what, mend="Leave `--port` out to take a free one.")) from error
    try:
        yield f"http://{HOME}:{server.server_port}/", server
    finally:
        server.server_close()


class _Pages(BaseHTTPRequestHandler):
    """Gives the two files, and nothing else of the folder."""

    def __init__(self, pages: dict[str, tuple[Path, str]], *connection: object) -> None:
        self._pages = pages
        super().__init__(*connection)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        known = self._pages.get(self.path.partition("?")[0])
        if known is None:
            self.send_error(404)
            return
        file, kind = known
        body = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", _POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal belongs to the summary."""
