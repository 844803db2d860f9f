"""Meetings with public and other bodies: what is done for them before, during and after.

Owns: the preparation of a meeting (what the person wants, papers, who comes, how to get there), the quick lines of what
was said and decided, and what it meant. The meeting itself is a contact of the kind "meeting" and stays in `contacts`:
its day, its place and its note are written there and nowhere else.

Words: *meeting* (møde) = a contact with others around it; *line* = who said what, what was decided, or a letter to
come.

Invariants:
* There is one meeting for a contact, and none without one.
* What was decided becomes a step of the plan, once; from then on the plan says whether it is done.
* A meeting that took place is the note that was signed: silence, timeline and network hear of it there.
"""
