"""The people we walk with.

Owns: a person, their identifiers, and what they said in their own words. What outlives a course lives here.

Words: *person* (borger, usager, client by profile), *called name* = what they want to be called, *quote* = their
own words with day and place.

Invariants:
* Everything but a name to call them by may be unknown; unknown is stored as unknown.
* National identifiers are encrypted and found by a blind index, unique within the agency.
"""
