from __future__ import annotations

from django.urls import path

from alongside.web.contacts import planning_views, views

urlpatterns = [
    path("note/", views.choose, name="note"),
    path("courses/<uuid:enrolment_id>/contacts/new/", views.write, name="contact_new"),
    path("courses/<uuid:enrolment_id>/contacts/plan/", planning_views.plan, name="contact_plan"),
    path("contacts/<uuid:contact_id>/", views.contact, name="contact"),
    path("contacts/<uuid:contact_id>/move/", planning_views.move, name="contact_move"),
    path("contacts/<uuid:contact_id>/change/", planning_views.change, name="contact_change"),
    path("contacts/<uuid:contact_id>/series/", planning_views.series_change, name="series_change"),
    path("contacts/<uuid:contact_id>/series/end/", planning_views.series_end, name="series_end"),
    path("contacts/<uuid:contact_id>/call-off/", planning_views.call_off, name="contact_call_off"),
]
