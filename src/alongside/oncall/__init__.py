"""Round the clock: who is on call for which team.

Owns: the on-call roster.

Words: *shift* (vagt) = somebody is on call for a team from one moment to another; *roster* (vagtplan) = the shifts of a
team; a roster is *kept* from its first shift until a week after its last.

Invariants:
* Only somebody who holds the on-call role in the team takes a shift. The roster never gives access; where it is kept
  it takes on-call access away outside the shifts.
* Shifts follow the clock on the wall. In the nights when the clocks change they are an hour longer or shorter, and the
  next begins where the last one ends.
* What was on the roster when it was worked stays there.
"""
