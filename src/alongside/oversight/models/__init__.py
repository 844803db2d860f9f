"""The tables of this room."""

from alongside.oversight.models.incidents import Affected, Incident, Searched, Told, ToWhom
from alongside.oversight.models.log import Drawn, LogReview, LookVerdict, ReviewedLook
from alongside.oversight.models.rights import AskedRight, RightAnswer, RightsReview
from alongside.oversight.models.urgent import UrgentAccess, UrgentJudgement

__all__ = [
    "Affected",
    "AskedRight",
    "Drawn",
    "Incident",
    "LogReview",
    "LookVerdict",
    "ReviewedLook",
    "RightAnswer",
    "RightsReview",
    "Searched",
    "ToWhom",
    "Told",
    "UrgentAccess",
    "UrgentJudgement",
]
