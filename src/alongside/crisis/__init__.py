"""What to do when it gets bad: the crisis plan, written with the person, and what is learned when it did.

Owns: the crisis plan and critical events. Both belong to the person and outlive a course.

Words: *crisis plan* (kriseplan) = early signs in the person's words, what helps and what harms, whom to call, wishes
about admission and medicine, who else has to be safe; agreed with somebody on a day, looked at again on another.
*Critical event* (kritisk hændelse) = something grave that happened around the person, which is followed up within the
hours of the profile. A breach of data is an incident and lives in `oversight`.

Invariants:
* A person has one plan that is read: the one agreed last. How it read before stays.
* Whom to call is taken from the network; a telephone number that changes there changes in the plan.
* Whoever is on call reads the whole plan: it is written for them.
* When it was agreed and with whom stays; that it still holds is said beside it.
* Every critical event has somebody who follows it up, until it is followed up.
"""
