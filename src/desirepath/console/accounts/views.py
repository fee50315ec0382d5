"""Pages of one's own account, and the links that let somebody in for the first time."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import available_timezones

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desirepath.console.accounts import handed_keys
from desirepath.console.accounts.actions.choose_password import choose_password, use_up_once
from desirepath.console.accounts.actions.make_person import person_of_email, set_first_password
from desirepath.console.accounts.actions.set_preferences import set_preferences
from desirepath.console.accounts.reads import email_of, people_there, preferences_of
from desirepath.console.workspaces.actions.make_workspace import make_workspace
from desirepath.console.workspaces.doors import person_of
from desirepath.vocabulary.errors import BadInput

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["GET", "POST"])
def first(request: HttpRequest, token: str) -> HttpResponse:
    """Make the first administrator and the first workspace; once."""
    opened = handed_keys.opened_by(token)
    if opened is None or opened[0] != handed_keys.FIRST or people_there():
        raise Http404
    given = request.POST
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            person = _first_person(given, token)
        except BadInput as error:
            problems = tuple(str(one) for one in error.mistakes)
        else:
            _signed_in(request, person)
            return redirect("home")
    return render(request, "accounts/first.html", {"given": given, "problems": problems, "purpose": "first"})


def _first_person(given: Mapping[str, str], token: str) -> int:
    from django.db import transaction
    from django.utils.text import slugify

    with transaction.atomic():
        use_up_once(token)
        person = person_of_email(given.get("email", ""))
        set_first_password(person, given.get("password", ""))
        name = given.get("workspace", "").strip()[:120] or _("Our workspace")
        make_workspace(slugify(name)[:40] or "workspace", name, person)
    return person


@require_http_methods(["GET", "POST"])
def handed_in(request: HttpRequest, token: str) -> HttpResponse:
    """Let in who was invited, once a password is chosen; into the demo without one."""
    opened = handed_keys.opened_by(token)
    if opened is None or opened[0] == handed_keys.FIRST:
        raise Http404
    purpose, person = opened
    if person is None:
        raise Http404
    if purpose == handed_keys.DEMO:
        _signed_in(request, person)
        return redirect("home")
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            choose_password(person, request.POST.get("password", ""), token)
        except BadInput as error:
            problems = tuple(str(one) for one in error.mistakes)
        else:
            return _let_in(request, person)
    given = {"email": email_of(person)}
    return render(request, "accounts/first.html", {"given": given, "problems": problems, "purpose": purpose})


def _let_in(request: HttpRequest, person: int) -> HttpResponse:
    """Sign in who has just chosen a password; who has a second factor still has to show it."""
    found = get_user_model().objects.get(pk=person)
    if is_mfa_enabled(found):
        messages.success(request, _("The password is kept. Sign in with it and your second factor."))
        return redirect("account_login")
    _signed_in(request, person)
    return redirect("home")


@require_http_methods(["GET", "POST"])
def closed(request: HttpRequest, **named: str) -> HttpResponse:  # noqa: ARG001 - whatever is asked for
    """Where nobody gets in: accounts are made by administrators, and addresses are changed by nobody."""
    raise Http404


def _signed_in(request: HttpRequest, person: int) -> None:
    found = get_user_model().objects.get(pk=person)
    login(request, found, backend=_BACKEND)


@login_required
@require_http_methods(["GET", "POST"])
def your_account(request: HttpRequest) -> HttpResponse:
    """One's name, language and zone, and the way to password, second factor and open sign-ins."""
    person = person_of(request)
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        given = request.POST
        try:
            set_preferences(
                person, name=given.get("name", ""), language=given.get("language", ""), zone=given.get("zone", "")
            )
        except BadInput as error:
            problems = tuple(str(one) for one in error.mistakes)
        else:
            messages.success(request, _("Kept."))
            return redirect("your_account")
    context = {
        "own": preferences_of(person),
        "problems": problems,
        "languages": settings.LANGUAGES,
        "zones": [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())],
    }
    return render(request, "accounts/your_account.html", context)


@login_required
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Says that a workspace wants a second factor, and where to set one up."""
    return render(request, "accounts/second_factor_needed.html")
