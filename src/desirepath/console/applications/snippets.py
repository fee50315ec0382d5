"""How an application sends with a key: a few lines for each of the usual clients."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

TRUST_STAND_IN = "YOUR_PUBLIC_KEY"
"""Where the key that content is signed with cannot be had, the snippets name this."""
STAND_IN = "https://collect.example.com"
"""Where no collector has been served yet, the snippets name this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A text to copy. `id` stands in the page's address of it."""

    id: str
    title: str
    says: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InPage:
    """What the script tag of guidance needs: key and application, the workspace, and the public key that pages trust."""

    key: str
    application: str
    workspace: str
    trust: str


def guidance_snippet(told: InPage) -> Snippet:
    """The one script tag by which a page is guided and sends what happens in it."""
    return Snippet(
        id="guidance",
        title=_("In a page, with guidance"),
        says=_(
            "Your proxy sends /desirepath/v1/events to the collector and the rest of /desirepath/ to delivery. Put the id of who is signed in, and what is known of them, in place of 4711 and buyer."
        ),
        text=_TAG % (told.key, told.workspace, told.trust, told.application),
    )


def snippets(address: str | None, key: str) -> tuple[Snippet, ...]:
    """For a page, for Node, for Python and by hand."""
    host = address or STAND_IN
    return (
        Snippet(
            id="page",
            title=_("In a page"),
            says=_(
                "Segment's analytics.js among the application's own files: dist/umd/standalone.js of npm @segment/analytics-next, called analytics.min.js."
            ),
            text=_PAGE % (key, host),
        ),
        Snippet(id="node", title="Node", says="npm install @segment/analytics-node", text=_NODE % (key, host)),
        Snippet(id="python", title="Python", says="pip install segment-analytics-python", text=_PYTHON % (key, host)),
        Snippet(
            id="curl",
            title="curl",
            says=_("One event, to see that it works: the answer is 200 once it is on the disk."),
            text=_CURL % (host, key),
        ),
    )


_TAG = """\
<script src="/desirepath/v1/sdk/loader.js" referrerpolicy="no-referrer" nonce="YOUR_NONCE" defer
  data-key="%s"
  data-workspace="%s"
  data-trust="%s"
  data-application="%s"
  data-person="4711"
  data-role="buyer"></script>"""
_PAGE = """\
<script>
  window.analytics = window.analytics || [];
  analytics.methods = ["track", "identify", "page"];
  for (const name of analytics.methods)
    analytics[name] = (...given) => analytics.push([name, ...given]);
  analytics._writeKey = "%s";
  analytics._cdn = "%s";
</script>
<script src="/analytics.min.js" async></script>"""
_NODE = """\
import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({ writeKey: '%s', host: '%s' })
analytics.track({ userId: 'the person', event: 'Request Step Done', properties: { step: 'submit', request_id: 'R-1' } })"""
_PYTHON = """\
from segment.analytics.client import Client

client = Client("%s", host="%s")
client.track("the person", "Request Step Done", {"step": "submit", "request_id": "R-1"})
client.flush()"""
_CURL = """\
curl %s/v1/track \\
  -H 'Content-Type: application/json' \\
  -d '{"writeKey": "%s", "userId": "the person", "event": "Request Step Done",
       "properties": {"step": "submit", "request_id": "R-1"}}'"""
