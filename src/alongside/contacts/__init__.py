"""What happened: meetings, attempts, calls, messages, and the notes about them.

Owns: contacts, the goals they touched, amendments to signed notes; visits that come back (*series*), who goes along,
and what was moved or called off, by whom and why.

Words: *contact*; *held*, *planned*, *tried* (did not come, not found, did not open, cancelled by whom); *place*;
*touch* = a goal that was worked on, with movement back, same or forward; *sign*; *amend*.

Invariants:
* A signed note is never changed, only amended; a late entry shows when it happened and when it was written.
* We tried is not a failure: it counts, and it never closes a course.
* The same command twice is one contact, and a visit of a series is there once however often the series is extended.
"""
