"""A sensitive act asks for a fresh proof that it is really the one who is signed in.

An open session proves that somebody signed in this morning. Before an export, a role, a key or a destruction, they
show it once more (OWASP ASVS 5.0, 7.5.3; NIST SP 800-63B, section 4). Two ways to ask:

* a page: `@page("role.grant", step_up=True)` asks before the page is shown and before it is sent;
* an operation whose door is not one page: `require_fresh(by)` in its first line. `ProofNeeded` then leads to the
  same question, wherever it is raised below a page, and back to the very act with all that was typed.
"""

from __future__ import annotations

from datetime import timedelta

from alongside.access.actor import Actor, Role

FRESH_FOR = timedelta(minutes=5)
"""So long a proof is fresh."""


class ProofNeeded(Exception):
    """The act waits until the actor has shown that it is them. Nothing was written."""


def is_fresh(by: Actor) -> bool:
    """Whether the actor proved themselves at most five minutes ago. The program itself always did."""
    if Role.SYSTEM in by.roles:
        return True
    return by.proved_at is not None and timedelta(0) <= by.now - by.proved_at <= FRESH_FOR


def require_fresh(by: Actor) -> None:
    """Let pass who has just proved themselves.

    Raises:
        ProofNeeded: they have not; the page asks them and tries again.
    """
    if not is_fresh(by):
        raise ProofNeeded
