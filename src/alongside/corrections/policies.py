"""Who puts right what is written, and who reads the remarks on it."""

from __future__ import annotations

from alongside.access.policy import (
    COURSE_READERS,
    WALKS_WITH_OR_LEADS,
    Relation,
    RelationPolicy,
    policy,
    reads,
)
from alongside.corrections.models import Remark

reads(Remark, COURSE_READERS | {Relation.TAKES_IN})


@policy("record.correct", "record.disagree", "record.strike", "record.take_up")
class PutsItRight(RelationPolicy):
    """Those who write about the person. Who reads the record is for its own room to say."""

    relations = WALKS_WITH_OR_LEADS | {Relation.TAKES_IN}
