"""The ground floor: what every room stands on, without a word of the domain.

Owns: ids, periods, errors, the spine of every write (`operation`), the idempotency of commands, the
change sequence, events, drafts, field encryption, and the rule that nothing personal is read without a viewer.

Invariants:
* A `Record` is only saved inside an operation.
* A change number is taken as the last statement of its transaction, so a reader never misses one.
* A command key is used once; the same command again answers with the first result.
* A `PersonalRecord` is never read without a viewer.
"""
