"""The words of the data map."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alongside.access.policy import Relation
from alongside.kernel.data_classes import DataClass, Door, Purpose

SECTIONS: dict[str, Promise] = {
    "controller": _("Who is responsible"),
    "officer": _("Data protection officer"),
    "purposes": _("Purposes and legal basis"),
    "subjects": _("Whose data"),
    "recipients": _("Who is told something"),
    "transfers": _("Transfers to other countries"),
    "keeping": _("How long, in your own words"),
    "safeguards": _("What protects the data besides this program"),
}
"""The agency's own words, by field of the register, in the order of Art. 30."""

CLASSES: dict[str, Promise] = {
    DataClass.PROTECTED: pgettext_lazy("data class", "protected"),
    DataClass.SPECIAL: pgettext_lazy("data class", "special"),
    DataClass.PERSONAL: pgettext_lazy("data class", "personal"),
    DataClass.OPEN: pgettext_lazy("data class", "open"),
}
MEANS: dict[str, Promise] = {
    DataClass.PROTECTED: _("where somebody can be found or reached, national numbers, secrets"),
    DataClass.SPECIAL: _("may tell of health, substance use, crime, belief or origin (GDPR Art. 9 and 10)"),
    DataClass.PERSONAL: _("about somebody who can be told from it"),
    DataClass.OPEN: _("nothing about anybody"),
}
PURPOSES: dict[str, Promise] = {
    Purpose.COURSE: _("To walk with the person"),
    Purpose.OFFICE: _("So that those who work here know who does what"),
    Purpose.TEXTS: _("Words of the agency, ready to be used"),
    Purpose.SECURITY: _("So that only those come in who may, and that it can be seen who did what"),
    Purpose.DUTY: _("The law asks for it"),
    Purpose.LEARNING: _("To see how the work goes"),
    Purpose.RUNNING: _("The program cannot work without it"),
}
DOORS: dict[str, Promise] = {
    Door.AUTHORITY: _("delivery reports to the authority (FFB)"),
    Door.PAPER: _("print, letters and PDF"),
    Door.CALENDAR: _("calendar files and private feeds"),
    Door.SHEET: _("rows of a spreadsheet given back to who brought them"),
    Door.DOWNLOAD: _("fetched as a file"),
    Door.SUBJECT_ACCESS: _("given to the person who asks for everything"),
}
_READERS: dict[str, Promise] = {
    Relation.PRIMARY: pgettext_lazy("who reads", "the case manager"),
    Relation.COVER: pgettext_lazy("who reads", "whoever covers"),
    Relation.ON_CALL: pgettext_lazy("who reads", "on call"),
    Relation.TEAM: pgettext_lazy("who reads", "the team"),
    Relation.LEAD: pgettext_lazy("who reads", "the team lead"),
    Relation.INTAKE: pgettext_lazy("who reads", "intake"),
    Relation.TAKES_IN: pgettext_lazy("who reads", "intake, while it is theirs"),
    Relation.AUTHORITY: pgettext_lazy("who reads", "the authority, for its own order"),
    Relation.HAND_OVER: pgettext_lazy("who reads", "both in a hand-over"),
    "break_glass": pgettext_lazy("who reads", "urgent access, for eight hours"),
    "oversight": pgettext_lazy("who reads", "the privacy officer"),
    "partner": pgettext_lazy("who reads", "a partner with consent"),
}


def reader(relation: str) -> str:
    """A tie in words."""
    return str(_READERS.get(relation, relation))
