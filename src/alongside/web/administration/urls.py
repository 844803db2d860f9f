from __future__ import annotations

from django.urls import path

from alongside.web.administration import account_views, background_views, views, worker_views

urlpatterns = [
    path("administration/", views.administration, name="administration"),
    path("administration/background/", background_views.background, name="background"),
    path("administration/background/<uuid:job_id>/again/", background_views.job_again, name="job_again"),
    path("administration/teams/new/", views.team_new, name="team_new"),
    path("administration/settings/", views.agency_settings, name="agency_settings"),
    path("administration/workers/new/", worker_views.worker_new, name="worker_new"),
    path("administration/workers/<uuid:worker_id>/", worker_views.worker, name="worker"),
    path("administration/workers/<uuid:worker_id>/role/", worker_views.role_start, name="role_start"),
    path("administration/workers/<uuid:worker_id>/role/aside/", worker_views.role_aside, name="role_aside"),
    path("administration/workers/<uuid:worker_id>/account/", worker_views.account_open, name="account_open"),
    path("administration/workers/<uuid:worker_id>/link/", worker_views.sign_in_link, name="sign_in_link"),
    path("administration/workers/<uuid:worker_id>/extend/", account_views.extend, name="account_extend"),
    path("administration/workers/<uuid:worker_id>/suspend/", account_views.suspend, name="account_suspend"),
    path("administration/workers/<uuid:worker_id>/wake/", account_views.wake, name="account_wake"),
    path("administration/accounts/", account_views.accounts, name="accounts"),
    path("administration/workers/<uuid:worker_id>/factors/", worker_views.factors_away, name="factors_away"),
    path("administration/roles/<uuid:membership_id>/end/", worker_views.role_end, name="role_end"),
]
