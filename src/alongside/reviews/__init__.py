"""Every third month, together: how did it go, and is this still the right support?

Owns: reviews (opfølgning), the judgement of each goal and sub-goal, and the nine-domain rating of seed 004.

Words: *judgement* = further away, the same, closer, there; the person's and the worker's side by side; *domain
rating* = better, unchanged, worse since the last time.

Invariants:
* An open course always has exactly one coming review; finishing one makes the next (seed 002: every third month).
  When a course is closed its coming review rests: it is left out of what is due, and goes on when the course is
  reopened. What had been written in it is not lost.
* A finished review is never changed; the database refuses it too.
"""
