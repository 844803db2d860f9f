"""The tables of this room."""

from alongside.oversight.models.log import Drawn, LogReview, LookVerdict, ReviewedLook
from alongside.oversight.models.rights import AskedRight, RightAnswer, RightsReview
from alongside.oversight.models.urgent import UrgentAccess, UrgentJudgement

__all__ = [
    "AskedRight",
    "Drawn",
    "LogReview",
    "LookVerdict",
    "ReviewedLook",
    "RightAnswer",
    "RightsReview",
    "UrgentAccess",
    "UrgentJudgement",
]
