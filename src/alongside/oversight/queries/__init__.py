"""What pages ask about looking."""

from alongside.oversight.queries.incidents import Concerned, concerned, denied_lately, incidents_of
from alongside.oversight.queries.log import (
    ReviewDue,
    draw_again,
    draw_next,
    looks_of,
    review_due,
    reviews_of,
)
from alongside.oversight.queries.rights import AskedOf, RightsDue, asked_of, rights_due
from alongside.oversight.queries.trail import TrailState, trail_state
from alongside.oversight.queries.urgent import (
    MISS,
    Share,
    judged_lately,
    looked_at,
    misses,
    open_for,
    share_of_urgent,
    to_judge,
)

__all__ = [
    "MISS",
    "AskedOf",
    "Concerned",
    "ReviewDue",
    "RightsDue",
    "Share",
    "TrailState",
    "asked_of",
    "concerned",
    "denied_lately",
    "draw_again",
    "draw_next",
    "incidents_of",
    "judged_lately",
    "looked_at",
    "looks_of",
    "misses",
    "open_for",
    "review_due",
    "reviews_of",
    "rights_due",
    "share_of_urgent",
    "to_judge",
    "trail_state",
]
