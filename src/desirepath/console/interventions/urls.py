"""Addresses of interventions."""

from __future__ import annotations

from django.urls import path

from desirepath.console.guides import views as views_of_guides
from desirepath.console.interventions import views, views_of_forms, views_of_one, views_of_states

_ONE = "interventions/<slug:slug>/"
urlpatterns = [
    path("interventions/", views.interventions, name="interventions"),
    path("interventions/backlog.csv", views.interventions_csv, name="interventions_csv"),
    path("interventions/interventions.csv", views.interventions_table_csv, name="interventions_table_csv"),
    path("interventions/new/", views_of_forms.intervention_new, name="intervention_new"),
    path(_ONE, views_of_one.intervention, name="intervention"),
    path(f"{_ONE}differences/", views_of_one.intervention_differences, name="intervention_differences"),
    path(f"{_ONE}write/", views_of_forms.intervention_write, name="intervention_write"),
    path(f"{_ONE}guide/", views_of_guides.intervention_guide, name="intervention_guide"),
    path(f"{_ONE}facts/", views_of_forms.intervention_facts, name="intervention_facts"),
    path(f"{_ONE}review/", views_of_states.intervention_review, name="intervention_review"),
    path(f"{_ONE}approve/", views_of_states.intervention_approve, name="intervention_approve"),
    path(f"{_ONE}send-back/", views_of_states.intervention_send_back, name="intervention_send_back"),
    path(f"{_ONE}live/", views_of_states.intervention_live, name="intervention_live"),
    path(f"{_ONE}retire/", views_of_states.intervention_retire, name="intervention_retire"),
    path(f"{_ONE}roll-back/", views_of_states.intervention_roll_back, name="intervention_roll_back"),
    path(f"{_ONE}plan/", views_of_states.intervention_plan, name="intervention_plan"),
]
