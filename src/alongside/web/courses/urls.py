"""Pages about a course, under /courses/."""

from __future__ import annotations

from django.urls import path

from alongside.web.courses.daily import views as daily
from alongside.web.courses.housing import clocks, losing, road
from alongside.web.courses.housing import views as housing
from alongside.web.courses.needs import views as needs
from alongside.web.courses.network import maps
from alongside.web.courses.network import views as network
from alongside.web.courses.plan import asking
from alongside.web.courses.plan import goal_views as goals
from alongside.web.courses.plan import views as plan
from alongside.web.courses.review import views as review

urlpatterns = [
    path("courses/<uuid:enrolment_id>/plan/", plan.plan, name="plan"),
    path("courses/<uuid:enrolment_id>/plan/wishes/", plan.wishes, name="plan_wishes"),
    path("courses/<uuid:enrolment_id>/plan/agree/", plan.agree, name="plan_agree"),
    path("courses/<uuid:enrolment_id>/plan/versions/", plan.plan_versions, name="plan_versions"),
    path("courses/<uuid:enrolment_id>/plan/versions/<int:number>/", plan.plan_version, name="plan_version"),
    path("courses/<uuid:enrolment_id>/plan/goals/new/", goals.goal_new, name="goal_new"),
    path("courses/<uuid:enrolment_id>/needs/", needs.needs, name="needs"),
    path("courses/<uuid:enrolment_id>/needs/new/", needs.needs_new, name="needs_new"),
    path("courses/<uuid:enrolment_id>/needs/start/", needs.needs_start, name="needs_start"),
    path("courses/<uuid:enrolment_id>/review/", review.review, name="review"),
    path("courses/<uuid:enrolment_id>/review/finish/", review.finish, name="review_finish"),
    path("courses/<uuid:enrolment_id>/review/move/", review.move, name="review_move"),
    path("courses/<uuid:enrolment_id>/reviews/", review.reviews, name="reviews"),
    path(
        "courses/<uuid:enrolment_id>/reviews/<uuid:review_id>/",
        review.review_finished,
        name="review_finished",
    ),
    path("courses/<uuid:enrolment_id>/housing/", housing.housing, name="housing"),
    path("courses/<uuid:enrolment_id>/housing/new/", housing.housing_new, name="housing_new"),
    path(
        "courses/<uuid:enrolment_id>/housing/<uuid:stay_id>/", housing.housing_change, name="housing_change"
    ),
    path("courses/<uuid:enrolment_id>/daily/", daily.daily, name="daily"),
    path("courses/<uuid:enrolment_id>/daily/new/", daily.matter_new, name="matter_new"),
    path("courses/<uuid:enrolment_id>/daily/<uuid:matter_id>/", daily.matter_change, name="matter_change"),
    path("matters/<uuid:matter_id>/step/", daily.matter_step, name="matter_step"),
    path("matters/<uuid:matter_id>/", daily.matter, name="matter"),
    path("courses/<uuid:enrolment_id>/housing/road/", road.road, name="home_road"),
    path("courses/<uuid:enrolment_id>/housing/road/over/", road.over, name="home_road_over"),
    path("courses/<uuid:enrolment_id>/housing/road/tick/", road.tick, name="home_step_tick"),
    path("courses/<uuid:enrolment_id>/housing/road/<slug:kind>/", road.line, name="home_step"),
    path("courses/<uuid:enrolment_id>/housing/threats/new/", losing.threat_new, name="threat_new"),
    path(
        "courses/<uuid:enrolment_id>/housing/threats/<uuid:threat_id>/",
        losing.threat_change,
        name="threat_change",
    ),
    path("courses/<uuid:enrolment_id>/housing/<uuid:stay_id>/learned/", losing.learned, name="lost_home"),
    path("threats/<uuid:threat_id>/", losing.threat, name="threat"),
    path("stays/<uuid:stay_id>/learned/", losing.stay_learned, name="stay_learned"),
    path("courses/<uuid:enrolment_id>/network/", network.network, name="network"),
    path("courses/<uuid:enrolment_id>/network/map/", maps.network_map, name="network_map"),
    path("courses/<uuid:enrolment_id>/network/map/draw/", maps.network_draw, name="network_draw"),
    path(
        "courses/<uuid:enrolment_id>/network/map/<uuid:map_id>/", maps.network_compare, name="network_compare"
    ),
    path("courses/<uuid:enrolment_id>/paper/network/", maps.paper_network, name="paper_network"),
    path("courses/<uuid:enrolment_id>/network/new/", network.member_new, name="member_new"),
    path(
        "courses/<uuid:enrolment_id>/network/<uuid:member_id>/", network.member_change, name="member_change"
    ),
    path("courses/<uuid:enrolment_id>/other-plans/new/", network.other_plan_new, name="other_plan_new"),
    path(
        "courses/<uuid:enrolment_id>/other-plans/<uuid:plan_id>/",
        network.other_plan_change,
        name="other_plan_change",
    ),
    path("plan/question/<slug:kind>/", asking.question, name="plan_question"),
    path("members/<uuid:member_id>/", network.member, name="member"),
    path("other-plans/<uuid:plan_id>/", network.other_plan, name="other_plan"),
    path("refunds/", clocks.clocks, name="refund_clocks"),
    path("stays/<uuid:stay_id>/", housing.stay, name="stay"),
    path("goals/<uuid:goal_id>/", goals.goal, name="goal"),
    path("goals/<uuid:goal_id>/move/", goals.goal_move, name="goal_move"),
    path("goals/<uuid:goal_id>/steps/", goals.goal_steps, name="goal_steps"),
    path("goals/<uuid:goal_id>/steps/new/", goals.step_new, name="step_new"),
    path("goals/<uuid:goal_id>/sub-goals/new/", goals.sub_goal_new, name="sub_goal_new"),
    path("sub-goals/<uuid:sub_goal_id>/", goals.sub_goal, name="sub_goal"),
    path("steps/<uuid:step_id>/", goals.step, name="step"),
]
