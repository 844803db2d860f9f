"""The work with those who lead other plans: what they demand of the person, and the thread with the authority.

Owns: the demands of the plans of others with the goals of ours they touch, and the thread of one course with the
authority that ordered it.

Words: *demand* (krav) = what a plan of somebody else asks of the person; *thread* (tråd) = questions, answers,
decisions, agreed changes and what the other side should know, between the case manager and the authority caseworker,
about one course. Letters are kept where they are written (`paper`) or attached (`documents`), and shown in it.

Invariants:
* A demand that is still asked, that no goal we work on touches and nobody helps with otherwise, is one the person is
  alone with, and is shown as that.
* The authority caseworker reads the thread of the courses they ordered and writes in it, and reads nothing else here.
* Their words are written by themselves; only where they have no account of their own do we write them down for them.
* What we write in the thread is told to the authority: it stands in the ledger of what was told.
* A question stays open until the other side has answered it.
"""
