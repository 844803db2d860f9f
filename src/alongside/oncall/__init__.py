"""Round the clock: who is on call for which team, and what they have to know tonight.

Owns: the on-call roster, the lines that colleagues add to the handover, and what a call leaves to do. The handover is
owned by nobody: it is read from the record each time, and a call is an ordinary contact.

Words: *shift* (vagt) = somebody is on call for a team from one moment to another; *roster* (vagtplan) = the shifts of a
team; a roster is *kept* from its first shift until a week after its last; *handover* (overlevering) = who is in crisis,
who was not reached, what is agreed for tonight; *line* = what a colleague adds to it in words, until a moment.

Invariants:
* Only somebody who holds the on-call role in the team takes a shift. The roster never gives access; where it is kept
  it takes on-call access away outside the shifts.
* Shifts follow the clock on the wall. In the nights when the clocks change they are an hour longer or shorter, and the
  next begins where the last one ends.
* What was on the roster when it was worked stays there.
* On call sees of a person on the handover what is on their card, why they stand there, and what was added; whoever is
  denied a person does not see that there is one.
"""
