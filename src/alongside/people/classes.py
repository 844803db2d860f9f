"""What is kept of a person."""

from __future__ import annotations

from alongside.kernel.data_classes import Purpose, classify
from alongside.people.models import Flag, Person, PersonIdentifier, Quote
from alongside.people.sameness import MatchKey, Merge, Pair

classify(
    Person,
    open="address_protected name_protected",
    personal="given_name family_name called_name sex birth_date language interpreter_needed worker_wish",
    special="nationality_group",
    protected="true_given_name true_family_name phone email address postal_code city whereabouts search_text",
)
classify(PersonIdentifier, open="system", protected="value value_index")
classify(Quote, personal="said_on place", special="text")
classify(Flag, personal="asked_for said_on until ended_on", special="text end_reason")
classify(MatchKey, personal="value", kept_for=Purpose.COURSE)
classify(Pair, open="status", personal="points signs answered_at answered_by_name reason")
classify(
    Merge,
    personal="merged_at merged_by_name reason moves undone_at undone_by_name undone_reason",
    protected="fields",
)
