"""The certificate of a destruction, as a PDF."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.access.actor import Actor
from alongside.paper.letters import day_in, letterhead_of, sender_of
from alongside.paper.sheet import Facts, Sheet, Table, Text
from alongside.paper.typesetting import as_pdf
from alongside.retention.models import Certificate


def as_pdf_file(found: Certificate, *, viewer: Actor) -> bytes:
    """The certificate in the reader's language. No name of anybody we walked with."""
    language = get_language() or "en"
    title = _("Certificate of destruction")
    when = date_format(localtime(found.destroyed_at), "DATETIME_FORMAT")
    sheet = Sheet(
        title=title,
        language=language,
        blocks=(
            Text(
                _(
                    "The record of one person was destroyed, with every version of it. Nothing brings it back here."
                )
            ),
            Facts(
                (
                    (_("When"), when),
                    (_("Asked by"), found.asked_by.name),
                    (_("Decided by"), found.granted_by.name),
                    (_("Course closed on"), date_format(found.closed_on) if found.closed_on else "–"),
                    (_("Rule, in years"), str(found.years) if found.years else _("The person asked for it")),
                    (_("Fingerprint of the archive (SHA-256)"), found.archive_sha256),
                    (_("Number of this certificate"), str(found.pk)),
                )
            ),
            Table(
                (_("Kind"), _("How many")),
                tuple((kind, str(count)) for kind, count in sorted(found.counts.items())),
            ),
        ),
        sender=sender_of(found.agency, letterhead_of(found.agency_id)),
        made="",
        page_words=_("Page {page} of {pages}"),
        day=day_in(viewer.today, language),
    )
    return as_pdf([sheet], title=title, stamp=viewer.now)
