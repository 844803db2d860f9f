"""Do we still work as the method says? The thirteen principles of the service description, from ordinary records.

Owns: what a case manager says of themselves where no record can tell (`OwnWord`), and the supervisor's words about a
course (`CourseSupervision`), a worker's people or a team (`TeamSupervision`). Everything else is counted from what the
rooms below hold anyway; nothing is written down for the sake of a number.

Words: *principle* = one of the thirteen of seed 002; *measure* = something that records can tell about one, with what
counts and out of how many; *evidence* = the records behind it; *window* = the days of a course that are looked at.

Invariants:
* A number and its evidence are the same records: those the viewer may see, and that stand.
* No number is a mark: there is no target, no sum over principles and no rank.
* What a supervisor wrote is never changed; what was agreed then stands on top the next time.
"""
