"""Never letting go: what is done when somebody was not there, until they are met.

Owns: the outreach thread (one open for a course) and the places where somebody can be found.

Words: *outreach thread* (opsøgende tråd) = begins with a missed visit and lasts until we meet; *rung* = who acts from a
number of days on, from the profile; *place* = where the person says they can be found, and when it is best.

Invariants:
* A thread follows from the contacts, in whatever order they are written: it is open exactly while there is a missed
  visit later than the last meeting. Tries stay ordinary contacts; nothing is written twice.
* The rung is counted and never stored. It goes down for nobody who has not been met, and closes nothing.
* Where somebody with a protected address can be found reads as empty (`people.protecting`).
"""
