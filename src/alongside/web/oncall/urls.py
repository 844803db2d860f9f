from __future__ import annotations

from django.urls import path

from alongside.web.oncall import roster

urlpatterns = [
    path("on-call/roster/", roster.roster, name="roster"),
    path("on-call/roster/<uuid:team_id>/give/", roster.give, name="shift_give"),
    path("on-call/roster/<uuid:team_id>/other/", roster.other_hours, name="shift_other"),
    path("on-call/shifts/<uuid:shift_id>/take-off/", roster.take_off_roster, name="shift_take_off"),
]
