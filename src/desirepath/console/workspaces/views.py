"""Pages of workspaces: where one works, and who else does."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desirepath.console.accounts.handed_keys import INVITED, hand_key
from desirepath.console.accounts.reads import email_of, is_taken_up
from desirepath.console.workspaces.actions.demand_second_factor import demand_second_factor
from desirepath.console.workspaces.actions.hand_link import hand_link
from desirepath.console.workspaces.actions.invite_member import invite_member
from desirepath.console.workspaces.actions.set_role import set_role
from desirepath.console.workspaces.doors import person_of, within
from desirepath.console.workspaces.permissions import ROLE_SAYS, ROLE_TITLES, Role
from desirepath.console.workspaces.reads import demands_second_factor, members_of, workspaces_of
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The workspaces of whoever is signed in; the only one opens at once."""
    found = workspaces_of(person_of(request))
    if len(found) == 1:
        return redirect("rollouts", found[0].slug)
    return render(request, "workspaces/home.html", {"workspaces": found})


@within()
@require_safe
def people(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Who works here, as what."""
    context = {
        "members": members_of(seat.workspace),
        "roles": [(role.value, ROLE_TITLES[role]) for role in Role],
        "roles_said": [(ROLE_TITLES[role], ROLE_SAYS[role]) for role in Role],
        "demanded": demands_second_factor(seat.workspace),
    }
    return render(request, "workspaces/people.html", context)


@within("set_people")
@require_POST
def invite(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Bring somebody in, and show the link that they choose a password by."""
    try:
        person = invite_member(seat, request.POST.get("email", ""), _role(request.POST.get("role", "")))
    except BadInput as error:
        messages.error(request, str(error))
        return redirect("people", seat.slug)
    link = (
        None
        if is_taken_up(person)
        else request.build_absolute_uri(reverse("handed_in", args=[hand_key(INVITED, person)]))
    )
    title = _("%(who)s is brought in") % {"who": email_of(person)}
    return render(request, "workspaces/invited.html", {"link": link, "title": title})


@within("set_people")
@require_POST
def link_for(request: HttpRequest, seat: Seat, person: int) -> HttpResponse:
    """Show a new link for a member, by which they choose a password."""
    try:
        link = request.build_absolute_uri(reverse("handed_in", args=[hand_link(seat, person)]))
    except BadInput as error:
        messages.error(request, str(error))
        return redirect("people", seat.slug)
    title = _("A new link for %(who)s") % {"who": email_of(person)}
    return render(request, "workspaces/invited.html", {"link": link, "title": title})


@within("set_people")
@require_POST
def role_of(request: HttpRequest, seat: Seat, person: int) -> HttpResponse:
    """Change what somebody is, or take them out."""
    wanted = request.POST.get("role", "")
    try:
        set_role(seat, person, None if wanted == "none" else _role(wanted))
    except BadInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Changed."))
    return redirect("people", seat.slug)


@within("set_people")
@require_POST
def second_factor(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ask for a second factor, or no longer."""
    demand_second_factor(seat, demanded=request.POST.get("demanded") == "yes")
    return redirect("people", seat.slug)


def _role(written: str) -> Role:
    from desirepath.vocabulary.errors import Mistake

    try:
        return Role(written)
    except ValueError as error:
        raise BadInput(Mistake(code="no_role", what=_("There is no such role"))) from error
