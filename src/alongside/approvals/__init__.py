"""Acts that take two people.

A room that has such an act declares it with `two_person("record.destroy", …)`. Somebody asks for it about one subject
and says why; another person, who holds the policy named there, says yes or no with a few words; then the one who asked
carries it out, once, within the time given: the operation of that room calls `use_approval` in its own transaction.

Words: *approval* = one request and what became of it; *kind* = the act it is for; *subject* = the record it is about.

Invariants:
* Nobody grants what they asked for, and nobody but the one who asked makes use of it.
* A decision stands, and is used once; the database itself holds both (constraints and a trigger).
* What is not decided in time, or not used in time, is worth nothing.
"""
