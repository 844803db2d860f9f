"""Who walks alongside whom.

Owns: assignments (one primary case manager at a time, covers, and their history), cover for an absence, hand-overs
with their warm checklist, and the proposal for balancing a team (`balancing`).

Words: *primary* = the one continuous case manager (seed 002); *cover* = walks along for a time; *norm* = how many
people a full-time worker walks with (8 in Denmark, from the profile), weighted by their share of a post; *weight* =
how much work the people are, by intensity (from the profile), shown beside the head count and never mixed with it.

Invariants:
* One open primary assignment per course: the database guarantees it.
* Over the norm is possible, with a reason.
* An ended assignment keeps start, end and reason.
* Cover has an end date, and what it opens is shut on that day without anybody doing anything.
* A hand-over moves nothing before the receiver has said yes.
* A case manager's role ends only when everyone has been passed on: nobody is left alone.
"""
