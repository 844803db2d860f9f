from __future__ import annotations

from django.urls import path

from alongside.web.people import bounds, card, flags, protected, timeline, views

urlpatterns = [
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("people/<uuid:person_id>/change/", views.change, name="person_change"),
    path("people/<uuid:person_id>/words/", views.quote, name="person_quote"),
    path("people/<uuid:person_id>/access/", views.access, name="person_access"),
    path("people/<uuid:person_id>/before/", flags.flags, name="flags"),
    path("people/<uuid:person_id>/protected/", protected.show, name="protected_show"),
    path("people/<uuid:person_id>/protected/release/", protected.release, name="protected_release"),
    path("people/<uuid:person_id>/card/", card.card, name="card"),
    path("people/<uuid:person_id>/who-may-see/", bounds.bounds, name="bounds"),
    path("people/<uuid:person_id>/who-may-see/refuse/", bounds.refuse, name="bounds_refuse"),
    path("people/<uuid:person_id>/who-may-see/close/", bounds.close, name="bounds_close"),
    path("people/<uuid:person_id>/who-may-see/mark/", bounds.mark, name="bounds_mark"),
    path("people/<uuid:person_id>/i-am-close/", bounds.declare, name="bounds_declare"),
    path("restrictions/<uuid:restriction_id>/lift/", bounds.lift, name="restriction_lift"),
    path("marks/<uuid:mark_id>/end/", bounds.end, name="mark_end"),
    path("flags/<uuid:flag_id>/", flags.flag, name="flag"),
    path("courses/<uuid:enrolment_id>/story/", timeline.story, name="story"),
]
