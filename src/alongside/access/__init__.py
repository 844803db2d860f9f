"""Who may.

Owns: roles, relations, policies, and the scope of every query on personal data.

Words: *role* = what someone is employed to do; *relation* = what ties them to one person (walks with, covers,
leads the team, intake, authority); *policy* = which relations or roles an operation or page needs; *reads* =
which relations may see a kind of record.

Invariants:
* What is not allowed by a policy is refused; an operation or page without a policy does not start.
* Out of scope is "not found", never "forbidden": existence is not told.
* An administrator has no relation to anyone's case.
"""
