"""What a person may ask of us: to see everything that is written about them, and to have it erased.

Words: *access request* = somebody asks to see it all (GDPR Art. 15), answered within a month; *person's file* = what
they are given: a PDF and the same as data, with the log of who looked; *withheld* = a record kept back because it is
about somebody else as well, with the reason, which the file says; *erasure request* = somebody asks to be erased
(Art. 17): decided, and told.

Invariants:
* Those who work here stand in the file as role and unit; with names only when two people have decided so (`log.names`).
* A file lies sealed, is taken out once, by the one who made it, within two days, and is gone then.
* No request ends without an answer that was told.
"""
