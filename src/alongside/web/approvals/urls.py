from __future__ import annotations

from django.urls import path

from alongside.web.approvals import views

urlpatterns = [
    path("second-person/", views.approvals, name="approvals"),
    path("second-person/<uuid:approval_id>/", views.approval, name="approval"),
    path("second-person/<uuid:approval_id>/take-back/", views.withdraw, name="approval_withdraw"),
]
