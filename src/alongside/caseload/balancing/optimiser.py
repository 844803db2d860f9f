"""The cheapest placing, found by HiGHS. Nothing else in the house knows HiGHS."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import highspy

from alongside.caseload.balancing import rules
from alongside.caseload.balancing.errors import NoRoom, TookTooLong
from alongside.caseload.balancing.rules import Post, Walked

SECONDS = 5.0
"""How long a lead waits at most. A team of sixty people takes a fraction of a second."""
_TIE = 1e-4
"""Between placings of equal cost the one that comes first by name is taken, so that the answer is always the same."""


def best(people: Sequence[Walked], posts: Sequence[Post], *, seconds: float = SECONDS) -> dict[UUID, UUID]:
    """The cheapest placing that breaks none of the limits of `rules`; the same for the same question, in any order.

    Returns:
        Worker by person.

    Raises:
        NoRoom: no placing keeps within the limits.
        TookTooLong: none was proven the best in `seconds`.
    """
    people = sorted(people, key=lambda person: (person.name, str(person.id)))
    posts = sorted(posts, key=lambda post: (post.name, str(post.id)))
    if not people:
        return {}
    solver = _solver(seconds)
    chosen = {
        (person.id, post.id): solver.addBinary(obj=rules.cost_of(person, post) + _tie(person, post, rank))
        for person in people
        for rank, post in enumerate(posts, start=1)
        if rules.may_place(person, post)
    }
    for person in people:
        ways = [chosen[person.id, post.id] for post in posts if (person.id, post.id) in chosen]
        if not ways:
            raise _no_room(people, posts)
        solver.addConstr(sum(ways) == 1)
    for post in posts:
        own = [(person, chosen[person.id, post.id]) for person in people if (person.id, post.id) in chosen]
        _limit(solver, post, own, rules.most(post, people))
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        raise _no_room(people, posts)
    if status != highspy.HighsModelStatus.kOptimal:
        raise TookTooLong
    return {pair[0]: pair[1] for pair, taken in chosen.items() if solver.val(taken) > 0.5}


def _solver(seconds: float) -> highspy.Highs:
    solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call] # the library says no types
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("parallel", "off"),
        ("random_seed", 0),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 1e-6),
        ("time_limit", seconds),
    ):
        solver.setOptionValue(option, value)
    return solver


def _limit(
    solver: highspy.Highs,
    post: Post,
    own: Sequence[tuple[Walked, highspy.highs_var]],
    most: int,
) -> None:
    """The hard limit of one post, and what it costs to fill it."""
    count = sum((taken for _person, taken in own), start=highspy.highs_linear_expression())
    weight = sum((person.weight * taken for person, taken in own), start=highspy.highs_linear_expression())
    over_norm, over_weight = (
        solver.addVariable(obj=rules.OVER_NORM),
        solver.addVariable(obj=rules.OVER_WEIGHT),
    )
    solver.addConstr(over_norm - count >= post.elsewhere - post.places)
    solver.addConstr(over_weight - weight >= post.weight_elsewhere - post.room)
    if own:
        solver.addConstr(count <= most)
    if post.room > 0:
        for step in rules.STEPS:
            filled = solver.addVariable(obj=rules.FILLING)
            solver.addConstr(post.room * filled - weight >= post.weight_elsewhere - step * post.room)


def _tie(person: Walked, post: Post, rank: int) -> float:
    return 0.0 if person.now == post.id else _TIE * rank


def _no_room(people: Sequence[Walked], posts: Sequence[Post]) -> NoRoom:
    stay = {post.id for post in posts if post.keeps}
    to_place = sum(person.now not in stay for person in people)
    free = sum(
        max(rules.most(post, people) - sum(person.now == post.id for person in people), 0) for post in posts
    )
    return NoRoom(people=to_place, free=free)
