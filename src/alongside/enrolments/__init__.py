"""The course: from the day someone is enrolled to the day it closes, however long that is.

Owns: enrolments, pauses, closures and reopenings.

Words: *course* = an enrolment in ICM; *pause* = hospital, prison: the course rests, it is not closed; *closure*.

Invariants:
* The course has no planned end (seeds 002 and 004: it lasts as long as it is needed).
* Non-attendance never closes a course: see `rules.non_attendance_never_closes_a_course`.
* A reopened course is the same record with one history; its earlier closures stay.
* At most one open course per person.
"""
