from __future__ import annotations

from django.urls import path

from alongside.web.scales import rating_views, views, writing

urlpatterns = [
    path("scales/", views.scales, name="scales"),
    path("scales/new/", writing.scale_new, name="scale_new"),
    path("scales/<uuid:scale_id>/", views.scale, name="scale"),
    path("scales/<uuid:scale_id>/change/", writing.scale_change, name="scale_change"),
    path("scales/<uuid:scale_id>/retire/", writing.scale_retire, name="scale_retire"),
    path("scales/versions/<uuid:edition_id>/", views.edition, name="scale_edition"),
    path("scales/versions/<uuid:edition_id>/words/", writing.words, name="scale_words"),
    path("scales/versions/<uuid:edition_id>/items/new/", writing.item_new, name="scale_item_new"),
    path("scales/versions/<uuid:edition_id>/use/", writing.use, name="scale_use"),
    path("scales/versions/<uuid:edition_id>/drop/", writing.drop, name="scale_drop"),
    path("scales/items/<uuid:item_id>/", writing.item, name="scale_item"),
    path("scales/items/<uuid:item_id>/up/", writing.item_up, name="scale_item_up"),
    path("scales/items/<uuid:item_id>/away/", writing.item_away, name="scale_item_away"),
    path("scales/<uuid:scale_id>/teams/<uuid:team_id>/", rating_views.ratings, name="ratings"),
    path("scales/<uuid:scale_id>/teams/<uuid:team_id>/begin/", rating_views.rating_new, name="rating_new"),
    path("ratings/<uuid:rating_id>/", rating_views.rating, name="rating"),
    path("ratings/<uuid:rating_id>/table.csv", rating_views.as_file, name="rating_file"),
    path("ratings/<uuid:rating_id>/sign/", rating_views.sign, name="rating_sign"),
    path("ratings/<uuid:rating_id>/drop/", rating_views.drop, name="rating_drop"),
    path("ratings/<uuid:rating_id>/items/<uuid:item_id>/", rating_views.rate, name="rating_item"),
    path("ratings/<uuid:rating_id>/items/<uuid:item_id>/take/", rating_views.take, name="rating_take"),
    path(
        "ratings/<uuid:rating_id>/items/<uuid:item_id>/records/", rating_views.records, name="rating_records"
    ),
]
