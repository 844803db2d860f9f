"""Questions to the records: the desk of a case manager, the team, and the people behind both."""

from alongside.attention.queries.desk import (
    DayItem,
    Due,
    Needs,
    due_for,
    my_day,
    my_people,
    who_needs_me,
)
from alongside.attention.queries.people import PeoplePage, PersonLine, Show, Standing, lines, people_page
from alongside.attention.queries.team import TeamOverview, WorkerLine, team_overview
from alongside.attention.queries.waiting import SUBJECTS, Subject, Waiting
from alongside.attention.queries.walks import Companion, Walk, Whereabouts, walk_of

__all__ = [
    "SUBJECTS",
    "Companion",
    "DayItem",
    "Due",
    "Needs",
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
    "due_for",
    "lines",
    "my_day",
    "my_people",
    "people_page",
    "team_overview",
    "walk_of",
    "who_needs_me",
]
