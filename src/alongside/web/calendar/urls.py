from __future__ import annotations

from django.urls import path

from alongside.web.calendar import appointment_views, outside_views, views

urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/whose/", views.choose, name="calendar_whose"),
    path("calendar/move/", views.move, name="calendar_move"),
    path("calendar/new/", appointment_views.new, name="appointment_new"),
    path("calendar/feed/", outside_views.feed, name="calendar_feed"),
    path("calendar/feed/end/", outside_views.feed_end, name="calendar_feed_end"),
    path("calendar/take-in/", outside_views.take_file_in, name="calendar_take_in"),
    path("calendar/<uuid:appointment_id>/", appointment_views.appointment, name="appointment"),
    path("calendar/<uuid:appointment_id>/change/", appointment_views.change, name="appointment_change"),
    path("calendar/<uuid:appointment_id>/move/", appointment_views.move, name="appointment_move"),
    path("calendar/<uuid:appointment_id>/call-off/", appointment_views.call_off, name="appointment_call_off"),
    path("calendar/<uuid:appointment_id>.ics", outside_views.appointment_file, name="appointment_file"),
    path("contacts/<uuid:contact_id>.ics", outside_views.contact_file, name="contact_file"),
    path("feed/<str:secret>.ics", outside_views.feed_file, name="feed_file"),
]
