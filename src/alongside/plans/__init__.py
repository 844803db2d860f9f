"""The plan, made together: wishes → purpose → goals → sub-goals → steps.

Owns: the plan of a course, its goals (the person's own and the commissioned, side by side), SMART sub-goals,
steps, and agreed versions.

Words: *wish* = in the person's words; *goal*; *commissioned goal* (indsatsmål); *sub-goal* (delmål) with indicator,
baseline, target, whose wish, due; *step* with owner and due; *version* = the plan as it was agreed.

Invariants:
* The order of goals is the person's (`place`), with no gaps.
* A version is a frozen copy with by whom, how and when it was agreed. The person may refuse; the goals of the
  order then still stand (VUM: effort, purpose and goals are described all the same).
* Every change keeps history.
"""
