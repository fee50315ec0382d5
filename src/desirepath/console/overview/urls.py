"""The address of the overview."""

from __future__ import annotations

from django.urls import path

from desirepath.console.overview import views

urlpatterns = [path("", views.overview, name="overview")]
