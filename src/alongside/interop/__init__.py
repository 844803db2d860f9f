"""Interop: Alongside and the systems of others.

Owns: the standards we speak (FFB now; FHIR, HMIS, HSDS and calendars beside it), what was received and sent, and
which foreign id belongs to which record of ours.
Words: *delivery* (a file received), *refused* (nothing of it was taken), *external record* (a foreign id and the
record of ours it stands for).
Invariants: a file is taken whole or not at all; taking it twice changes nothing; no rule of the method lives here,
every write goes through the operations of the rooms below.
"""
