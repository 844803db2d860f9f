"""Whether people looked only where their work took them, and what is done when not.

Owns: urgent access (break-glass) and its review; the half-yearly reviews of the log and of everybody's roles; the
register of incidents and drills.

Words: *urgent access* = opening one person's record without a tie to them, for eight hours and for a reason;
*judging* it = somebody else looks at it afterwards and says whether it was justified; *look* =
what one worker opened about one person on one day; *sample* = the looks that are looked at, by chance and by risk.

Invariants:
* Urgent access reaches one person, ends by itself, and opens no print, no export and no writing but a contact note.
* Nobody judges their own urgent access; each one waits until somebody has.
* A sample can be drawn again by its seed; a review is signed when every look of it is settled, and stays.
* What is closed to a worker by a restriction stays closed.
"""
