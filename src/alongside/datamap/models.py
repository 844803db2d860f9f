from __future__ import annotations

from django.db import models

from alongside.kernel.history import versions
from alongside.kernel.models import Record
from alongside.organisation.models import Agency


class Register(Record):
    """The agency's own words in its register of processing; everything else in it is worked out."""

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="+")
    controller = models.TextField(blank=True, default="")
    """Who is responsible: name, address, contact (Art. 30(1)(a))."""
    officer = models.TextField(blank=True, default="")
    """The data protection officer, and how to reach them."""
    purposes = models.TextField(blank=True, default="")
    """Why people's data are processed, and on which legal basis."""
    subjects = models.TextField(blank=True, default="")
    """Whose data: categories of people."""
    recipients = models.TextField(blank=True, default="")
    """To whom data are or will be told."""
    transfers = models.TextField(blank=True, default="")
    """To which countries outside the EU and EEA, and with which safeguards; usually none."""
    keeping = models.TextField(blank=True, default="")
    """For how long, as far as the agency has more to say than the rules of the program."""
    safeguards = models.TextField(blank=True, default="")
    """What protects the data besides the program: rooms, devices, training, contracts."""
    history = versions()
