from __future__ import annotations

from django.urls import path

from alongside.web.contacts import views

urlpatterns = [
    path("note/", views.choose, name="note"),
    path("courses/<uuid:enrolment_id>/contacts/new/", views.write, name="contact_new"),
    path("courses/<uuid:enrolment_id>/contacts/plan/", views.plan, name="contact_plan"),
    path("contacts/<uuid:contact_id>/", views.contact, name="contact"),
    path("contacts/<uuid:contact_id>/move/", views.move, name="contact_move"),
    path("contacts/<uuid:contact_id>/call-off/", views.call_off, name="contact_call_off"),
]
