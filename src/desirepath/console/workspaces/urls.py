"""Addresses of a workspace's people."""

from __future__ import annotations

from django.urls import path

from desirepath.console.workspaces import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/<int:person>/role/", views.role_of, name="role_of"),
    path("people/<int:person>/link/", views.link_for, name="hand_link"),
    path("people/second-factor/", views.second_factor, name="demand_second_factor"),
]
