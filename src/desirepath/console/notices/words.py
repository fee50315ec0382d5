"""The words of messages: what is told, the shapes, what became of each, and why it did not arrive."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desirepath.outward.notice import NoticeKind
from desirepath.outward.refusals import Because, TargetRefused
from desirepath.outward.shaped import shape_catalogue

MAIL = "mail"
"""Beside the shapes of what is posted: a message by e-mail."""
KINDS = {
    NoticeKind.FRICTION_CONFIRMED.value: gettext_lazy("A friction point is confirmed"),
    NoticeKind.GATE_OVERDUE.value: gettext_lazy("A gate of the 45-day plan is overdue"),
    NoticeKind.GATE_PASSED.value: gettext_lazy("A gate of the 45-day plan is passed"),
    NoticeKind.PACK_READY.value: gettext_lazy("A governance pack is ready"),
}
"""What a target can be told of."""
TEST_TITLE = gettext_lazy("Test")
STATES = {
    "waiting": gettext_lazy("on its way"),
    "sent": gettext_lazy("arrived"),
    "refused": gettext_lazy("refused"),
    "failed": gettext_lazy("failed"),
}
TONES = {"waiting": "flat", "sent": "good", "refused": "bad", "failed": "warn"}
"""The badge of each state."""
_WHY = {
    Because.NO_ADDRESS.value: gettext_lazy("This is no address. Write it as https://hooks.example.com/path."),
    Because.TOO_LONG.value: gettext_lazy("The address is longer than 2000 characters."),
    Because.HIDDEN_CHARACTERS.value: gettext_lazy(
        "The address holds blanks, backslashes or signs other than ASCII. Copy it anew, or write such signs percent-encoded."
    ),
    Because.NOT_HTTPS.value: gettext_lazy("Messages go by https only."),
    Because.USERINFO.value: gettext_lazy(
        "The address holds an @ before its host. Names and passwords have no place there."
    ),
    Because.PORT.value: gettext_lazy("Messages go to port 443 only."),
    Because.FRAGMENT.value: gettext_lazy("The address holds a #. What stands after it is never sent: leave it out."),
    Because.NO_HOST.value: gettext_lazy("The host is no full name, as hooks.example.com."),
    Because.OTHER_LETTERS.value: gettext_lazy("The host holds letters other than a to z, which can look like others."),
    Because.FORBIDDEN_NAME.value: gettext_lazy("This name stands for a machine inside a network."),
    Because.FORBIDDEN_RANGE.value: gettext_lazy(
        "It leads into a network that is not public. Whoever operates this server can allow networks; pages cannot."
    ),
    Because.NO_MAIL.value: gettext_lazy("This server has no mail server to send by. Whoever operates it can name one."),
    "no_mailbox": gettext_lazy("This is no e-mail address. Write one plain address, as rollout-team@example.com."),
    "unknown_name": gettext_lazy("Nobody knows this name. Is it written right?"),
    "slow_name": gettext_lazy("The name could not be looked up in time."),
    "no_connection": gettext_lazy("Nobody answers there."),
    "certificate": gettext_lazy("The certificate is not one of this name, or of no authority that is trusted here."),
    "no_tls": gettext_lazy("What answers there does not speak TLS as it should."),
    "slow": gettext_lazy("It did not answer within five seconds."),
    "broken_off": gettext_lazy("The connection was broken off."),
    "no_reply": gettext_lazy("What came back is no reply."),
    "redirected": gettext_lazy("It sends on to another address, which is not followed. Write the other address."),
    "not_taken": gettext_lazy("The receiver did not take it."),
    "recipient": gettext_lazy("The mail server does not take this address."),
    "mail_sign_in": gettext_lazy("The mail server does not let us in. Whoever operates this server sets that right."),
    "our_fault": gettext_lazy("A fault of desirepath. The log of the server says more."),
}


def kind_title(kind: str) -> str:
    """What a message tells, as a title."""
    return str(KINDS.get(kind, TEST_TITLE))


def shapes() -> list[tuple[str, str]]:
    """The shapes to choose from, e-mail last."""
    named = [(name, entry.constant.title) for name, entry in shape_catalogue().items()]
    return [*sorted(named, key=lambda one: one[0] == "plain"), (MAIL, _("E-mail"))]


def why_told(why: str, status: int | None = None) -> str:
    """Why a message did not arrive, as a sentence; empty where it did."""
    said = str(_WHY.get(why, why))
    return f"{said} ({status})" if status else said


def refusal_told(refused: TargetRefused) -> str:
    """Why an address may not be a target, as a sentence, with the name as it goes over the wire where that matters."""
    if refused.because is Because.OTHER_LETTERS:
        return _("%(why)s If you mean it, write it as it goes over the wire: %(name)s") % {
            "why": why_told(refused.because.value),
            "name": refused.about,
        }
    return why_told(refused.because.value)
