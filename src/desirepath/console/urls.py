"""Every address of the console."""

from __future__ import annotations

from django.urls import include, path

from desirepath.console.accounts import views as accounts
from desirepath.console.look import sheets
from desirepath.console.workspaces import views as workspaces

_ROLLOUT = [
    path("", include("desirepath.console.overview.urls")),
    path("", include("desirepath.console.plan45.urls")),
    path("", include("desirepath.console.rollouts.urls")),
    path("", include("desirepath.console.maps.urls")),
    path("", include("desirepath.console.friction.urls")),
    path("", include("desirepath.console.interventions.urls")),
    path("", include("desirepath.console.decisions.urls")),
    path("", include("desirepath.console.review.urls")),
    path("packs/", include("desirepath.console.packs.urls")),
    path("", include("desirepath.console.cohorts.urls")),
    path("", include("desirepath.console.words.urls")),
    path("", include("desirepath.console.paths.urls")),
    path("runs/", include("desirepath.console.diagnoses.urls")),
]
_WORKSPACE = [
    path("", include("desirepath.console.workspaces.urls")),
    path("audit/", include("desirepath.console.audit.urls")),
    path("guidance/", include("desirepath.console.guides.urls")),
    path("articles/", include("desirepath.console.articles.urls")),
    path("", include("desirepath.console.escalations.urls")),
    path("applications/", include("desirepath.console.applications.urls")),
    path("privacy/", include("desirepath.console.privacy.urls")),
    path("notices/", include("desirepath.console.notices.urls")),
    path("", include("desirepath.console.rollouts.urls_of_workspace")),
    path("r/<slug:rollout>/", include(_ROLLOUT)),
]

urlpatterns = [
    path("", workspaces.home, name="home"),
    path("look/<slug:name>.<slug:version>.css", sheets.sheet, name="sheet"),
    path("look/inter.<slug:version>.woff2", sheets.font, name="font"),
    path("account/", include("desirepath.console.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("first/<str:token>/", accounts.first, name="first"),
    path("in/<str:token>/", accounts.handed_in, name="handed_in"),
    path("w/<slug:workspace>/", include(_WORKSPACE)),
]
handler400 = "desirepath.console.look.refusals.bad_request"
handler403 = "desirepath.console.look.refusals.not_allowed"
handler404 = "desirepath.console.look.refusals.not_found"
handler500 = "desirepath.console.look.refusals.our_fault"
