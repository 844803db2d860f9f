from __future__ import annotations

from django.urls import path

from alongside.web.meetings import act_views, views

urlpatterns = [
    path("contacts/<uuid:contact_id>/meeting/", views.meeting, name="meeting"),
    path("contacts/<uuid:contact_id>/meeting/prepare/", views.prepare, name="meeting_prepare"),
    path("contacts/<uuid:contact_id>/meeting/held/", views.held, name="meeting_held"),
    path("contacts/<uuid:contact_id>/meeting/meant/", views.meant, name="meeting_meant"),
    path("contacts/<uuid:contact_id>/meeting/paper/", views.paper_meeting, name="paper_meeting"),
    path("meetings/papers/<uuid:paper_id>/", act_views.pack, name="meeting_pack"),
    path("meetings/lines/<uuid:line_id>/step/", act_views.line_step, name="meeting_step"),
    path("meetings/lines/<uuid:line_id>/letter/", act_views.line_letter, name="meeting_letter"),
]
