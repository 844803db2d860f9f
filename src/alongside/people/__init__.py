"""The people we walk with.

Owns: a person, their identifiers, what they said in their own words, and what one has to know before meeting them.
What outlives a course lives here.

Words: *person* (borger, usager, client by profile), *called name* = what they want to be called, *quote* = their
own words with day and place, *flag* = what one has to know before meeting them (FHIR's word), for a limited time.

Invariants:
* Everything but a name to call them by may be unknown; unknown is stored as unknown.
* National identifiers are encrypted and found by a blind index, unique within the agency.
* A flag has an author and a day on which it is looked at again; it neither stays for ever nor vanishes by itself.
"""
