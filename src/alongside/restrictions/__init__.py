"""Who must not see a person, although their work would let them.

Owns *restrictions* (the person refuses a named colleague; a part of the record is closed to all but those who walk with
the person, because the person or the agency wishes so) and *marks* (a colleague is the person themself or a relative;
the person is so well known that curiosity has to be watched).

Words: *to refuse* a worker · *to close* a part of the record (`record_categories` of the practice profile) · *to lift*
either · *own record*, *family*, *VIP*: marks.

Invariants:
* A denial wins over every relation, from the moment it is written (`access.denials`).
* What a person refuses is carried out at once. That nobody else walks with them is a task for the lead, not a reason.
* Nobody lifts what keeps themself out: they do not see it.
* What was written stays, with who lifted it, when and why.

Refusals of a recipient outside belong to the room of consents.
"""
