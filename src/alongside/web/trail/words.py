"""Why somebody looked, in words: the same on the person's page and in the trail."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from alongside.audit.purposes import Purpose

PURPOSES: dict[str, str | Promise] = {
    Purpose.CARE: pgettext_lazy("why somebody looked", "walks with them"),
    Purpose.TEAM: pgettext_lazy("why somebody looked", "works in their team"),
    Purpose.SUPERVISION: pgettext_lazy("why somebody looked", "leads the team"),
    Purpose.ON_CALL: pgettext_lazy("why somebody looked", "is on call"),
    Purpose.INTAKE: pgettext_lazy("why somebody looked", "does intake"),
    Purpose.AUTHORITY: pgettext_lazy("why somebody looked", "follows up what was ordered"),
    Purpose.PARTNER: pgettext_lazy("why somebody looked", "works elsewhere, with consent"),
    Purpose.BREAK_GLASS: pgettext_lazy("why somebody looked", "opened it urgently"),
    Purpose.QUALITY: pgettext_lazy("why somebody looked", "looks at how the work goes"),
    Purpose.OVERSIGHT: pgettext_lazy("why somebody looked", "looks after who looks"),
    Purpose.SUBJECT: pgettext_lazy("why somebody looked", "answered the person’s own question"),
    Purpose.EXPORT: pgettext_lazy("why somebody looked", "reported it, as agreed or by law"),
    Purpose.SUPPORT: pgettext_lazy("why somebody looked", "keeps the program running"),
}


def purpose_in_words(code: str) -> str:
    """Why, in words; nothing for a look from before purposes were kept."""
    return str(PURPOSES.get(code, ""))
