"""Loading a cohort: every record is made by the operation that a person's click would have called.

Each thing that happened is one operation, in the name of the worker who did it and at the time it happened, so
history, audit trail and change sequence tell the same story as after four years of work. Courses are loaded in
order of their start, and what happened in a course in order of time: the rules (norm, one open course, one open
pause …) meet the records as they were on that day.

There are two ways. *One by one*, each operation has its transaction. *In bulk*, which is what `alongside demo` uses,
the operations of twenty courses share one transaction (`kernel.operations.batch`), and contacts, by far the most
numerous, are written together (`kernel.bulk`). A test compares every table after both.
"""

from alongside.demo.loading.municipality import Loaded, load

__all__ = ["Loaded", "load"]
