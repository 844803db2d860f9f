"""The tables of this room."""

from alongside.oversight.models.log import Drawn, LogReview, LookVerdict, ReviewedLook
from alongside.oversight.models.urgent import UrgentAccess, UrgentJudgement

__all__ = ["Drawn", "LogReview", "LookVerdict", "ReviewedLook", "UrgentAccess", "UrgentJudgement"]
