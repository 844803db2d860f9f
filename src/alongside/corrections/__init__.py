"""Nothing is overwritten: putting right, disagreeing, and striking through.

Words: *correction* = a record reads otherwise from now on, with a reason; what it read before stays readable.
*Disagreement* = the person sees it otherwise than it is written; their words stand beside the record wherever it is
shown (GDPR Art. 16). *Entered in error* = the record should not be there: it stays, struck through, with who said so
and why, and is out of numbers and reminders.

All three are *remarks* on a record, of whatever kind. Rooms say in their `correcting.py` which of their records can be
corrected, and in which fields.

Invariants:
* No correction, disagreement or strike without words; none of them is ever changed or removed but with the person.
* A signed note changes only together with a remark about that very version: the database itself asks for it.
* What is struck through is read by nobody who did not ask for it (`with_struck`): no list, number or reminder.
"""
