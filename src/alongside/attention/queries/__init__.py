"""Questions to the records: the desk of a case manager, the team, and the people behind both."""

from alongside.attention.queries import authority as authority
from alongside.attention.queries import grave as grave
from alongside.attention.queries import urgent as urgent
from alongside.attention.queries.card import Card, card_of, on_card
from alongside.attention.queries.companions import Companion, InBrief, Whereabouts, companions, in_brief
from alongside.attention.queries.day import DayItem, my_day
from alongside.attention.queries.desk import Due, Needs, companions_of, due_for, my_people, who_needs_me
from alongside.attention.queries.glance import Glance, GoalAtAGlance, Judged, glance, goals_at_a_glance
from alongside.attention.queries.lately import contacts_around, held_by_on_call, rang, tries_in_a_row
from alongside.attention.queries.news import Kind, Lately, Mine, News, branch, lately, tells
from alongside.attention.queries.people import PeoplePage, PersonLine, Show, Standing, lines, people_page
from alongside.attention.queries.team import TeamOverview, WorkerLine, team_overview
from alongside.attention.queries.waiting import SUBJECTS, Drafts, Fate, Subject, Waiting, waiting_drafts
from alongside.attention.queries.walks import Walk, walk_among_mine

__all__ = [
    "SUBJECTS",
    "Card",
    "Companion",
    "DayItem",
    "Drafts",
    "Due",
    "Fate",
    "Glance",
    "GoalAtAGlance",
    "InBrief",
    "Judged",
    "Kind",
    "Lately",
    "Mine",
    "Needs",
    "News",
    "PeoplePage",
    "PersonLine",
    "Show",
    "Standing",
    "Subject",
    "TeamOverview",
    "Waiting",
    "Walk",
    "Whereabouts",
    "WorkerLine",
    "branch",
    "card_of",
    "companions",
    "companions_of",
    "contacts_around",
    "due_for",
    "glance",
    "goals_at_a_glance",
    "held_by_on_call",
    "in_brief",
    "lately",
    "lines",
    "my_day",
    "my_people",
    "on_card",
    "people_page",
    "rang",
    "team_overview",
    "tells",
    "tries_in_a_row",
    "waiting_drafts",
    "walk_among_mine",
    "who_needs_me",
]
