from __future__ import annotations

from django.urls import path

from alongside.web.oncall import calls, handover, lines, roster

urlpatterns = [
    path("on-call/", handover.handover, name="handover"),
    path("on-call/call/", calls.unknown_call, name="unknown_call"),
    path("on-call/calls/<uuid:call_id>/settled/", calls.unknown_settled, name="unknown_settled"),
    path("on-call/follow-ups/<uuid:follow_up_id>/", calls.follow_up, name="follow_up"),
    path("on-call/line/", lines.line_new, name="handover_line"),
    path("on-call/lines/<uuid:line_id>/take-down/", lines.line_down, name="handover_line_down"),
    path("on-call/team-lines/<uuid:line_id>/take-down/", lines.team_line_down, name="team_line_down"),
    path("on-call/roster/", roster.roster, name="roster"),
    path("on-call/roster/<uuid:team_id>/give/", roster.give, name="shift_give"),
    path("on-call/roster/<uuid:team_id>/other/", roster.other_hours, name="shift_other"),
    path("on-call/shifts/<uuid:shift_id>/take-off/", roster.take_off_roster, name="shift_take_off"),
]
