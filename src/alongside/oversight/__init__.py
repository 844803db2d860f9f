"""Whether people looked only where their work took them, and what is done when not.

Owns: urgent access (break-glass) and its review.

Words: *urgent access* = opening one person's record without a tie to them, for eight hours and for a reason;
*judging* it = somebody else looks at it afterwards and says whether it was justified.

Invariants:
* Urgent access reaches one person, ends by itself, and opens no print, no export and no writing but a contact note.
* Nobody judges their own urgent access; each one waits until somebody has.
* What is closed to a worker by a restriction stays closed.
"""
