"""The sign-ins of a try-out, one for each role, for the page where one signs in."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from alongside.access.actor import Role
from alongside.accounts.models import User
from alongside.web.roles import ROLE_LABELS, main_role


@dataclass(frozen=True)
class DemoSignIn:
    """Somebody one can be in a try-out."""

    username: str
    name: str
    role: str | Promise


def demo_sign_ins() -> tuple[list[DemoSignIn], str]:
    """One account for each role that has one, and the password of all of them. One query.

    Only accounts that have been made: an empty database offers nobody.
    """
    from alongside.demo.cast import CASE_MANAGERS, OTHERS, PARTNER, PASSWORD

    found: dict[Role, DemoSignIn] = {}
    cast = [*CASE_MANAGERS, *OTHERS, PARTNER]
    made = set(
        User.objects.filter(username__in=[worker.user for worker in cast]).values_list("username", flat=True)
    )
    for worker in cast:
        role = main_role({Role(name) for name in worker.roles})
        if role is not None and role not in found and worker.user in made:
            found[role] = DemoSignIn(worker.user, f"{worker.given} {worker.family}", ROLE_LABELS[role])
    return list(found.values()), PASSWORD
