"""What is easily forgotten around an event, from the practice profile: it ticks itself where the record knows.

Owns: what was ticked by hand, or left out as not relevant.

Words: *checklist* (tjekliste) = the profile's lines for an event; *occasion* = the event a list is bound to, such as
this stay in prison; *fact* = something the record knows that ticks a line (`facts.py`).

Invariants:
* A list begins by itself with its event and is never stored; what ticks itself is read and never written twice.
* Only what happened since the list began ticks it: a crisis plan of last year is not looked at again.
* A line that the record ticks is not ticked by hand. Any line can be left out, with a word why.
"""
