"""Writing about a person, and making two records of one person one."""

from alongside.people.operations.flags import keep_flag, raise_flag, take_down_flag
from alongside.people.operations.person import (
    FIELDS,
    change_person,
    record_quote,
    register_person,
    set_identifier,
)
from alongside.people.operations.sameness import merge_people, rebuild_keys, say_not_same, undo_merge

__all__ = [
    "FIELDS",
    "change_person",
    "keep_flag",
    "merge_people",
    "raise_flag",
    "rebuild_keys",
    "record_quote",
    "register_person",
    "say_not_same",
    "set_identifier",
    "take_down_flag",
    "undo_merge",
]
