"""What came of taking a file in, in words for whoever uploaded it, and of sending one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alongside.interop.ffb.problems import Problem


class Outcome(StrEnum):
    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SAME_FILE = "same_file"
    OLDER = "older"


_SENTENCES = {
    Outcome.NEW: _("Received. It stands on the intake board as new."),
    Outcome.UPDATED: _("Received. What we had was brought up to date."),
    Outcome.UNCHANGED: _("Received. It says what we already had, so nothing was changed."),
    Outcome.SAME_FILE: _("This very file was received before, so nothing was changed."),
    Outcome.OLDER: _("This is older than what we have, so it was kept as received and nothing was changed."),
}


@dataclass(frozen=True)
class ImportResult:
    """What a delivery did.

    Args:
        kind: "order" or "report".
        referral_ids: the referrals it is about; the first is the one to show.
        made, changed, withdrawn: records of the order; a referral or person that was made or changed not counted.
    """

    outcome: Outcome
    kind: str
    person_id: UUID
    referral_ids: tuple[UUID, ...]
    made: int = 0
    changed: int = 0
    withdrawn: int = 0

    @property
    def summary(self) -> str:
        """One or more sentences in the reader's language, without a word about the person."""
        sentences = [str(_SENTENCES[self.outcome])]
        if self.made:
            sentences.append(
                ngettext("%(count)s new record.", "%(count)s new records.", self.made) % {"count": self.made}
            )
        if self.changed:
            sentences.append(
                ngettext("%(count)s record changed.", "%(count)s records changed.", self.changed)
                % {"count": self.changed}
            )
        if self.withdrawn:
            sentences.append(
                ngettext("%(count)s record withdrawn.", "%(count)s records withdrawn.", self.withdrawn)
                % {"count": self.withdrawn}
            )
        return " ".join(sentences)


@dataclass(frozen=True)
class Sent:
    """A delivery report that was written."""

    person_id: UUID
    bundle_id: str
    content: bytes


@dataclass(frozen=True)
class LeftOut:
    """A person about whom no valid report can be written yet, and why."""

    person_id: UUID
    problems: tuple[Problem, ...]
