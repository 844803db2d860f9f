"""The authority caseworker's pages: what I ordered, and how one order goes."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.organisation.queries import profile_of
from alongside.referrals.models import Referral
from alongside.web.looks import show_people
from alongside.web.orders.following import following, my_orders
from alongside.web.pages import gate, page
from alongside.web.viewer import viewer_of


@page("orders.follow")
def orders(request: HttpRequest) -> HttpResponse:
    """What the viewer ordered, with how it stands."""
    viewer = viewer_of(request)
    rows = my_orders(viewer)
    show_people(request, "orders", rows)
    return render(request, "orders/orders.html", {"rows": rows})


@page("orders.follow")
def order(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """One order: its goals, its follow-ups and their results. No notes."""
    viewer = viewer_of(request)
    referral, _may = gate(request, Referral, referral_id, related=("person",))
    followed = following(viewer, referral, profile_of(viewer.agency_id))
    return render(request, "orders/order.html", {"followed": followed, "person": referral.person})
