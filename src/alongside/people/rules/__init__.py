"""The rules of this room. Pure: no Django, no clock.

`names` how names are written to be compared · `checks` what has to hold · `matching` what makes two records
perhaps one person · `merging` what is kept when two records become one, and what comes back.
"""

from alongside.people.rules.checks import (
    LONGEST_FLAG,
    check_cover_name,
    check_flag,
    check_person,
    check_quote,
)
from alongside.people.rules.names import (
    MOST_NUMBER_DIGITS,
    digits,
    fold,
    heard,
    number_sought,
    phones,
    search_text,
)

__all__ = [
    "LONGEST_FLAG",
    "MOST_NUMBER_DIGITS",
    "check_cover_name",
    "check_flag",
    "check_person",
    "check_quote",
    "digits",
    "fold",
    "heard",
    "number_sought",
    "phones",
    "search_text",
]
