"""Sessions on the server, with what their owner may see of them: since when, last used, which browser, from where.

`SESSION_ENGINE` names this module. A session ends twelve hours after somebody signed in, whatever happens in between.
One that is not used for a while is locked: whoever sits there shows once more that it is them (`web.lock`). Using it
is noted at most twice a minute, with one statement and no reading, since the row was just read.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from alongside.accounts.models import Sitting

LONGEST = timedelta(hours=12)
IDLE_MINUTES = 10
"""When the session does not say otherwise."""
_NOTED_EVERY = timedelta(seconds=30)
BEGAN, DEVICE, ADDRESS, LOCKED, IDLE = "began_at", "device", "address", "locked", "idle_minutes"


class SessionStore(DatabaseStore):
    """Django's sessions in the database, in rows that show when and where they are used."""

    seen_at: datetime | None = None

    @classmethod
    def get_model_class(cls) -> type[Sitting]:
        """The table."""
        return Sitting

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing when it began too long ago."""
        row: Sitting | None = self._get_session_from_db()  # type: ignore[attr-defined]  # not in the types
        if row is None:
            return {}
        if row.began_at is not None and timezone.now() - row.began_at > LONGEST:
            self._session_key = None
            return {}
        self.seen_at = row.seen_at
        return dict(self.decode(row.session_data))

    def create_model_instance(self, data: dict[str, Any]) -> Sitting:
        """The row that is written; its columns follow from what the session holds."""
        row = super().create_model_instance(data)
        assert isinstance(row, Sitting)
        row.user_id = _uuid(data.get("_auth_user_id"))
        row.began_at = datetime.fromisoformat(data[BEGAN]) if BEGAN in data else None
        row.device, row.address = data.get(DEVICE, ""), data.get(ADDRESS, "")
        row.seen_at = self.seen_at = timezone.now() if not data.get(LOCKED) else self.seen_at
        row.id = UUID(bytes=hashlib.sha256(row.session_key.encode()).digest()[:16])
        return row


def begin(session: Any, *, now: datetime, device: str, address: str, idle_minutes: int) -> None:
    """Note in a session that somebody has just signed in.

    Args:
        idle_minutes: it locks itself when it was not used for so long.
    """
    session[IDLE] = idle_minutes
    session[BEGAN], session[DEVICE], session[ADDRESS] = now.isoformat(), device[:200], address[:45]
    session.pop(LOCKED, None)


def use(session: Any, now: datetime) -> None:
    """Note that a session is used now; at most twice a minute."""
    if session.session_key and (session.seen_at is None or now - session.seen_at > _NOTED_EVERY):
        Sitting.objects.filter(session_key=session.session_key).update(seen_at=now)
        session.seen_at = now


def is_locked(session: Any, now: datetime) -> bool:
    """Whether whoever sits there has to show that it is them before anything else is shown."""
    if session.get(LOCKED):
        return True
    if not settings.IDLE_LOCK or session.seen_at is None:
        return False
    return bool(now - session.seen_at > timedelta(minutes=session.get(IDLE, IDLE_MINUTES)))


def lock(session: Any) -> None:
    """Lock a session now."""
    session[LOCKED] = True


def unlock(session: Any, now: datetime) -> None:
    """Open a locked session again, under a new key."""
    session.pop(LOCKED, None)
    session.seen_at = now
    session.cycle_key()


def of_user(user_id: UUID, now: datetime) -> list[Sitting]:
    """Where somebody is signed in, last used first."""
    alive = Sitting.objects.filter(user_id=user_id, expire_date__gt=now, began_at__gt=now - LONGEST)
    return list(alive.order_by("-seen_at"))


def end_all(user_id: UUID, *, but: str | None = None) -> int:
    """Sign somebody out everywhere, but for the session with the key `but`; how many there were."""
    rows = Sitting.objects.filter(user_id=user_id)
    if but:
        rows = rows.exclude(session_key=but)
    return rows.delete()[0]


def end_one(user_id: UUID, sitting_id: UUID) -> bool:
    """Sign somebody out in one browser. False when there is no such session of theirs."""
    return bool(Sitting.objects.filter(user_id=user_id, id=sitting_id).delete()[0])


def forget_old(now: datetime) -> int:
    """Take out the sessions that are over."""
    over = Sitting.objects.filter(expire_date__lt=now) | Sitting.objects.filter(began_at__lt=now - LONGEST)
    return over.delete()[0]


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None
