"""The way to a service: from the wish until the person goes there by themselves.

Owns: bridges and their moves. A bridge belongs to the person and outlives a course.

Words: *bridge* (brobygning) = walking with a person to a service of the directory until they no longer need us there.
*Move* = what happened on the way, on a day, with the person's words when they said some.

Invariants:
* A move is never written over: where a bridge stands is what its latest move says, and the moves before it stay.
* The first visit together is a contact. It is planned and written about as every other; where the bridge stands
  follows from it, so nobody says twice that they were there.
* No place on the way is the end: whoever stopped may wish for it again.
"""
