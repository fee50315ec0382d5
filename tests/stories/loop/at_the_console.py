"""What the two people do at the console, by what stands on its pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Page, expect

from tests.stories.loop.console_served import WORKSPACE
from tests.stories.loop.sitting import SLOWEST, Taken
from tests.stories.loop.weeks_written import ROLLOUT

PURPOSE = "Who pays for it: the cost centre of your team."
HELP = {
    "c.at": "#cost_centre",
    "c.purpose.en": PURPOSE,
    "c.purpose.de": "Wer zahlt: die Kostenstelle Ihres Teams.",
    "c.format.en": "Four digits, a hyphen, two digits",
    "c.format.de": "Vier Ziffern, ein Bindestrich, zwei Ziffern",
    "c.right.en": "4711-23",
    "c.right.de": "4711-23",
    "c.mend.en": "Your old number has no hyphen: put one after the fourth digit.",
    "c.mend.de": "Ihre alte Nummer hat keinen Bindestrich: setzen Sie einen nach der vierten Ziffer.",
    "note": "As a guide at the field",
    "t.applications": "purchasing",
    "t.pages": "/requests/*/quote",
    "s.held_out": "50",
}
"""The form of field help, field by field. Half are held out: of so few people, fewer would tell less."""
SLOWEST_DIAGNOSIS = 300_000
"""Milliseconds, on a machine that does much else."""


@dataclass(frozen=True)
class Somebody:
    """Somebody signed in to the console, on a page of their own."""

    page: Page
    address: str
    taken: Taken

    def go(self, place: str) -> None:
        """Open a page of the rollout."""
        self.page.goto(f"{self.address}/w/{WORKSPACE}/r/{ROLLOUT}/{place}")

    def diagnoses(self, as_of: date | None, picture: str) -> None:
        """Ask for a diagnosis, and wait until it is made."""
        self.go("runs/")
        self.page.get_by_label("As of").fill("" if as_of is None else as_of.isoformat())
        self.page.get_by_role("button", name="Diagnose", exact=True).click()
        newest = self.page.locator("table.t tbody tr").first.locator(".badge")
        # While it is made, the page asks how far it is, and loads itself anew at the end.
        expect(newest).to_have_text("done", timeout=SLOWEST_DIAGNOSIS)
        self.taken(self.page, picture)

    def finds_the_friction(self, who: str, where: str) -> None:
        """Open the first friction point from the overview."""
        self.go("")
        self.taken(self.page, "the overview")
        self.page.locator(".found h3 a").first.click()
        expect(self.page.locator("h1")).to_have_text(re.compile(f"{who}.*{where}"), timeout=SLOWEST)
        expect(self.page.get_by_role("heading", name="Why", exact=True)).to_be_visible(timeout=SLOWEST)
        self.taken(self.page, "the friction point")

    def drafts_a_fix(self) -> str:
        """From the friction point, a draft with everything filled in; the id of the intervention."""
        self.page.get_by_role("link", name="Ship a fix").first.click()
        expect(self.page.get_by_label("Step")).to_have_value("purchase_request/quote", timeout=SLOWEST)
        self.taken(self.page, "a new intervention")
        self.page.get_by_role("button", name="Keep as a draft").click()
        expect(self.page.get_by_text("Begun as a draft")).to_be_visible(timeout=SLOWEST)
        return self.page.url.rstrip("/").rpartition("/")[2]

    def writes_the_help(self) -> None:
        """Write it as help at the field, look at it, keep it, and ask for a review."""
        self.page.get_by_role("link", name="Write it as a guide").click()
        for name, text in HELP.items():
            self.page.locator(f'[name="{name}"]').fill(text)
        self.taken(self.page, "the form of field help")
        self.page.get_by_role("button", name="See how it will look").click()
        expect(self.page.get_by_role("heading", name="How it will look")).to_be_visible(timeout=SLOWEST)
        self.taken(self.page, "the preview")
        self.page.get_by_role("button", name="Keep as a draft").click()
        expect(self.page.get_by_text("Kept as a draft")).to_be_visible(timeout=SLOWEST)
        self.page.get_by_role("button", name="Ask for a review").click()
        expect(self.page.get_by_text("You wrote it, so somebody else has to approve it.")).to_be_visible(
            timeout=SLOWEST
        )
        self.taken(self.page, "it waits for a review")

    def approves(self, intervention: str) -> None:
        """Approve what somebody else wrote, and let it go live."""
        self.go(f"interventions/{intervention}/")
        self.taken(self.page, "the review")
        self.page.get_by_role("button", name="Approve version 2").click()
        self.page.once("dialog", lambda asked: asked.accept())
        self.page.get_by_role("button", name="Go live").click()
        expect(self.page.get_by_text("People meet it since")).to_be_visible(timeout=SLOWEST)
        self.taken(self.page, "it is live")

    def names_sources(self, beside: str, more: str) -> None:
        """Put further sources into the rollout file, after these lines."""
        self.go("file/")
        text = self.page.locator("textarea#text")
        text.fill(text.input_value().replace(beside, beside + more))
        text.locator("xpath=ancestor::form").get_by_role("button", name="Keep", exact=True).click()
        expect(text).to_have_value(re.compile(re.escape(more)), timeout=SLOWEST)

    def decides(self, proposed: str, why: str) -> None:
        """Record a decision on the one effect that there is, as the page proposes it."""
        self.go("effects/")
        expect(self.page.locator(".effect-card .badge")).to_have_text(proposed, timeout=SLOWEST)
        self.taken(self.page, "the effect")
        self.page.get_by_label("Why").fill(why)
        self.page.get_by_role("button", name="Record", exact=True).click()
        expect(self.page.locator(".decided")).to_contain_text(f"{proposed}: {why}", timeout=SLOWEST)
        self.taken(self.page, "the decision")
