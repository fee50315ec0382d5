"""Addresses: interventions: the backlog, versions, approval."""

from __future__ import annotations

from django.urls import path

from desirepath.console.interventions import views

urlpatterns = [path("interventions/", views.interventions, name="interventions")]
