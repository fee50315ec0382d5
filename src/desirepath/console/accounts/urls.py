"""Addresses of one's own account."""

from __future__ import annotations

from django.urls import path

from desirepath.console.accounts import views

urlpatterns = [
    path("", views.your_account, name="your_account"),
    path("second-factor-needed/", views.second_factor_needed, name="second_factor_needed"),
]
