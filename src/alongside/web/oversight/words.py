"""Why a look stands out, in a sentence a reviewer can ask about."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.oversight.rules.looks import Sign

SIGNS: dict[Sign, str | Promise] = {
    Sign.OWN_RECORD: _("It is their own record, or that of someone with the very same name."),
    Sign.FAMILY: _("They are marked as a relative, partner or close friend."),
    Sign.NO_TIE: _("Their work did not lead to this person on that day."),
    Sign.REFUSED: _("They asked for the record and were told that there is nothing here."),
    Sign.WELL_KNOWN: _("The person is known to many, and marked so that looks stand out."),
    Sign.SAME_ADDRESS: _("They live at the person’s address."),
    Sign.SAME_SURNAME: _("They have the person’s family name."),
    Sign.MANY: _("They opened 200 pages about people or more that day."),
    Sign.BEFORE_LEAVING: _("They stopped working here within two weeks after."),
    Sign.AT_NIGHT: _("It was at night, and they were not on call."),
    Sign.SAME_POSTAL_CODE: _("They live under the person’s postal code."),
}


def sign_in_words(sign: str) -> str:
    """The sentence of a sign; the sign itself when an old review has one that there is no more."""
    return str(SIGNS[Sign(sign)]) if sign in set(Sign) else sign
