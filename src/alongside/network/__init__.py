"""Who is around a person, and what other plans they are part of.

Owns: the people around someone, private and professional, the maps the person draws of them, and the plans of others
that the case manager joins up (S2 principle 8, S4). All belong to the person and outlive a course.

Words: *network member* (netværksmedlem) = someone around the person; *other plan* = a plan somebody else leads, such
as the § 141 action plan, a job plan, treatment; *network map* (netværkskort) = who is how near, in the person's own
judgement, as they drew it on a day.

Invariants:
* How near somebody is says the person and nobody else; a map stays as it was drawn, and the next is drawn anew.
* Whether we may speak with someone is what the person wishes, asked and written; unasked is unasked, never yes.
* That is one truth with the consents (`subscribers.py`): it is heard wherever something is told, and follows what is
  signed.
* Who is no longer around, and a plan that is over, stay written with the day they ended.
"""
