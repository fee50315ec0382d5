"""Addresses of the 45 days."""

from __future__ import annotations

from django.urls import path

from desirepath.console.plan45 import views, views_of_actions

urlpatterns = [
    path("plan/", views.plan, name="plan"),
    path("plan/gates/<slug:gate>/waive/", views_of_actions.waive, name="plan_waive"),
    path("plan/gates/<slug:gate>/take-back/", views_of_actions.take_back, name="plan_take_back"),
    path("plan/workarounds/add/", views_of_actions.add, name="plan_workaround_add"),
    path("plan/workarounds/<int:number>/change/", views_of_actions.change, name="plan_workaround_change"),
    path("plan/workarounds/<int:number>/retire/", views_of_actions.retire, name="plan_workaround_retire"),
    path("plan/decide/", views_of_actions.decide, name="plan_decide"),
]
