"""What to do when it gets bad: the crisis plan, written with the person.

Owns: the crisis plan. It belongs to the person and outlives a course.

Words: *crisis plan* (kriseplan) = early signs in the person's words, what helps and what harms, whom to call, wishes
about admission and medicine, who else has to be safe; agreed with somebody on a day, looked at again on another.

Invariants:
* A person has one plan that is read: the one agreed last. How it read before stays.
* Whom to call is taken from the network; a telephone number that changes there changes in the plan.
* Whoever is on call reads the whole plan: it is written for them.
"""
