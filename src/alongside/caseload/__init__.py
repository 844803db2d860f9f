"""Who walks alongside whom.

Owns: assignments: one primary case manager at a time, covers, and their history.

Words: *primary* = the one continuous case manager (seed 002); *cover* = walks along for a time; *norm* = how many
people a full-time worker walks with (8 in Denmark, from the profile), weighted by their share of a post.

Invariants:
* One open primary assignment per course: the database guarantees it.
* Over the norm is possible, with a reason.
* An ended assignment keeps start, end and reason.
* A case manager's role ends only when everyone has been passed on: nobody is left alone.
"""
