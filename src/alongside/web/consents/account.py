"""The account of what was told, for the person: on paper and as a table. Telling someone of it is no disclosure."""

from __future__ import annotations

import io
from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import gettext, override

from alongside.access.actor import Actor
from alongside.consents.models import Disclosure
from alongside.consents.part2 import file_name, notices_for
from alongside.interop.cells import write_csv
from alongside.organisation.models import Agency
from alongside.organisation.profile import Profile
from alongside.paper.letters import day_in, letterhead_of, sender_of, wishes_of
from alongside.paper.sheet import Block, Facts, Heading, Sheet, Text
from alongside.people.models import Person
from alongside.web.consents.words import LedgerLine, ledger_lines


def account_as_sheet(viewer: Actor, person: Person, rows: Sequence[Disclosure], profile: Profile) -> Sheet:
    """The account on paper, in the person's language and type. Three queries."""
    agency = Agency.objects.get(pk=viewer.agency_id)
    wish = wishes_of(viewer, [person], otherwise=agency.language)[person.pk]
    notices = notices_for(person, _told(rows), profile=profile)
    with override(wish.language):
        lines = ledger_lines(rows, profile, viewer.today)
        blocks: list[Block] = [Text(gettext("What we have told others about you, the latest first."))]
        for line in lines:
            blocks += [Heading(f"{line.day} · {line.to}"), Facts(tuple(_facts(line)))]
        if not lines:
            blocks.append(Text(gettext("Nothing is written in the ledger.")))
        blocks += [Text(notice.statement, soft=True) for notice in notices]
        return Sheet(
            title=gettext("Whom we have told about %(name)s") % {"name": person.full_name},
            language=wish.language,
            blocks=tuple(blocks),
            sender=sender_of(agency, letterhead_of(agency.pk)),
            made=gettext("Printed by %(name)s on %(day)s")
            % {"name": viewer.name, "day": day_in(viewer.today, wish.language)},
            page_words=gettext("Page {page} of {pages}"),
            day=day_in(viewer.today, wish.language),
            large=wish.large,
            notices=tuple(notice.line for notice in notices),
        )


def account_as_csv(
    viewer: Actor, person: Person, rows: Sequence[Disclosure], profile: Profile
) -> HttpResponse:
    """The account as a table. Its first lines are the notices, where there are some; so is its name."""
    notices = notices_for(person, _told(rows), profile=profile)
    out = io.StringIO()
    head = [[text] for notice in notices for text in (notice.line, notice.statement)]
    labels = [label for label, _value in _columns(None)]
    lines = [
        [value for _label, value in _columns(line)] for line in ledger_lines(rows, profile, viewer.today)
    ]
    write_csv(out, [*head, labels, *lines], separator=",")
    name = file_name(f"account-{viewer.today.isoformat()}", notices)
    return HttpResponse(
        "\ufeff" + out.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"', "Cache-Control": "no-store"},
    )


def _told(rows: Sequence[Disclosure]) -> set[str]:
    return {key for row in rows for key in row.category_keys}


def _columns(line: LedgerLine | None) -> list[tuple[str, str]]:
    def of(name: str) -> str:
        return getattr(line, name) if line is not None else ""

    return [
        (gettext("When"), of("day")),
        (gettext("To"), of("to")),
        (gettext("What"), of("what")),
        (gettext("How"), of("how")),
        (gettext("What for"), of("purpose")),
        (gettext("What it holds"), of("categories")),
        (gettext("It rests on"), of("basis")),
        (gettext("Why"), of("why")),
        (gettext("Told by"), of("who")),
        (gettext("Fingerprint (SHA-256)"), of("digest")),
        (gettext("Entered in error"), of("wrong")),
    ]


def _facts(line: LedgerLine) -> list[tuple[str, str]]:
    return [(label, value) for label, value in _columns(line)[2:] if value] + [(gettext("What"), line.what)]
