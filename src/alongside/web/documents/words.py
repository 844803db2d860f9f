"""Documents in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import get_language, gettext

from alongside.documents.models import Way
from alongside.documents.queries import Summary, Version
from alongside.organisation.profile import Profile
from alongside.web import dates


@dataclass(frozen=True)
class DocumentLine:
    """A document as a line of a list. `struck`: since when it counts as entered in error."""

    id: UUID
    title: str
    about: str
    url: str
    draft: bool
    struck: str


@dataclass(frozen=True)
class VersionLine:
    """A file of a document."""

    number: int
    name: str
    about: str
    url: str


def document_line(one: Summary, profile: Profile, today: date) -> DocumentLine:
    """What kind it is, whence and when."""
    kind = profile.document_kinds.label(one.kind, get_language() or "en")
    return DocumentLine(
        id=one.id,
        title=one.title,
        about=" · ".join(
            filter(None, [kind, whence(one.way, one.other_party), dates.short_day(one.dated_on, today)])
        ),
        url=reverse("document", args=[one.id]),
        draft=not one.final,
        struck=dates.short_day(one.struck_on, today) if one.struck_on else "",
    )


def whence(way: str, other_party: str) -> str:
    """From or to whom, as far as it is written."""
    if not other_party:
        return ""
    if way == Way.CAME:
        return gettext("from %(name)s") % {"name": other_party}
    if way == Way.WENT:
        return gettext("to %(name)s") % {"name": other_party}
    return other_party


def version_line(one: Version, document_id: UUID, today: date) -> VersionLine:
    """Its name, how large, when and by whom."""
    added = gettext("%(name)s, %(when)s") % {
        "name": one.worker_name or gettext("someone who has left"),
        "when": dates.spoken_moment(one.added_at, today),
    }
    return VersionLine(
        number=one.number,
        name=one.name,
        about=f"{filesizeformat(one.size)} · {added}",
        url=reverse("document_file", args=[document_id, one.number]),
    )
