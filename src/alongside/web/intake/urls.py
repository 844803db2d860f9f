from __future__ import annotations

from django.urls import path

from alongside.web.intake import decision_views, order_views, referral_views, views

urlpatterns = [
    path("", views.board, name="intake"),
    path("answered/", views.answered, name="intake_answered"),
    path("column/<slug:status>/", views.column, name="intake_column"),
    path("order/", order_views.order_upload, name="order_upload"),
    path("new/", views.referral_new, name="referral_new"),
    path("<uuid:referral_id>/", referral_views.referral, name="referral"),
    path("<uuid:referral_id>/change/", referral_views.referral_change, name="referral_change"),
    path("<uuid:referral_id>/decide/", decision_views.decide_referral, name="referral_decide"),
    path("<uuid:referral_id>/assign/", decision_views.assign, name="referral_assign"),
]
