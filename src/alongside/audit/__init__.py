"""Who did what, and who looked.

Owns: the audit trail. One row for every write and for every look at a person, in one hash chain per agency.

Words: entry, action (write, read, list, search, signed in), chain.

Invariants:
* A write and its entry are in the same transaction; a look is written before the page is shown.
* Rows are only ever added: triggers on both databases refuse to change or remove one.
* Every row carries the hash of the one before, so a removed or altered row is found by `verify`.
* Entries hold ids and names of operations, never what was written.
"""
