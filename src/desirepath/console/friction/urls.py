"""Addresses of friction points."""

from __future__ import annotations

from django.urls import path

from desirepath.console.friction import views, views_of_actions

urlpatterns = [
    path("friction/", views.friction, name="friction"),
    path("friction/points.csv", views.friction_csv, name="friction_csv"),
    path("friction/<slug:key>/", views.friction_point, name="friction_point"),
    path("friction/<slug:key>/care/", views_of_actions.friction_care, name="friction_care"),
    path("friction/<slug:key>/dismiss/", views_of_actions.friction_dismiss, name="friction_dismiss"),
    path("friction/<slug:key>/take-back/", views_of_actions.friction_take_back, name="friction_take_back"),
    path("friction/<slug:key>/remark/", views_of_actions.friction_remark, name="friction_remark"),
]
