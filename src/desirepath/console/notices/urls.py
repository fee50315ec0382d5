"""Addresses: targets of messages, and what became of each message."""

from __future__ import annotations

from django.urls import path

from desirepath.console.notices import views

urlpatterns = [
    path("", views.notices, name="notices"),
    path("deliveries/", views.notice_deliveries, name="notice_deliveries"),
    path("new/", views.notice_target_new, name="notice_target_new"),
    path("<slug:target>/", views.notice_target, name="notice_target"),
    path("<slug:target>/try/", views.notice_target_try, name="notice_target_try"),
    path("<slug:target>/secret/", views.notice_target_secret, name="notice_target_secret"),
    path("<slug:target>/remove/", views.notice_target_remove, name="notice_target_remove"),
]
