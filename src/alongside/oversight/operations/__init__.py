"""What is done about looking, one function for each act."""

from alongside.oversight.operations.incidents import (
    close_incident,
    decide_whom_to_tell,
    find_affected,
    record_told,
    write_incident_down,
)
from alongside.oversight.operations.log import begin_log_review, judge_look, sign_log_review
from alongside.oversight.operations.rights import (
    answer_for,
    begin_rights_review,
    close_rights_review,
)
from alongside.oversight.operations.urgent import (
    close_urgent_access,
    judge_urgent_access,
    open_urgently,
)

__all__ = [
    "answer_for",
    "begin_log_review",
    "begin_rights_review",
    "close_incident",
    "close_rights_review",
    "close_urgent_access",
    "decide_whom_to_tell",
    "find_affected",
    "judge_look",
    "judge_urgent_access",
    "open_urgently",
    "record_told",
    "sign_log_review",
    "write_incident_down",
]
