"""Who is around a person, and what other plans they are part of.

Owns: the people around someone, private and professional, and the plans of others that the case manager joins up
(S2 principle 8, S4). Both belong to the person and outlive a course.

Words: *network member* (netværksmedlem) = someone around the person; *other plan* = a plan somebody else leads, such
as the § 141 action plan, a job plan, treatment.

Invariants:
* Whether we may speak with someone is what the person wishes, asked and written; unasked is unasked, never yes.
* That is one truth with the consents (`subscribers.py`): it is heard wherever something is told, and follows what is
  signed.
* Who is no longer around, and a plan that is over, stay written with the day they ended.
"""
