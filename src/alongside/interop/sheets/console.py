"""`alongside import sheet`: the whole way of a sheet in one go, without a page."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.access.actor import Actor
from alongside.interop.models import RowState, RowVerdict, Sheet, SheetStatus
from alongside.interop.operations.sheets import forget_sheet
from alongside.interop.sheets import flow, writing
from alongside.interop.sheets import rows as kept_rows
from alongside.interop.sheets.errors import REFUSALS
from alongside.interop.sheets.matching import Match
from alongside.interop.sheets.problems import of_kept
from alongside.interop.sheets.progress import about
from alongside.kernel import jobs
from alongside.kernel.errors import DomainError
from alongside.kernel.ids import new_id
from alongside.kernel.models import JobState

UNDER_WAY = (SheetStatus.READING, SheetStatus.JUDGING, SheetStatus.IMPORTING)
LOOK = 0.5
"""Seconds between two looks at a stage that a worker beside the pages was quicker to begin."""


def take_in(
    by: Actor, name: str, content: bytes, *, kind: str, only_look: bool, rest: Path | None
) -> dict[str, Any]:
    """Read, match as guessed or remembered, look through, and take in unless `only_look`. Returns what to print.

    Args:
        rest: where to write the rows that came back, or would.
    """
    sheet = _settled(flow.upload(by, kind=kind, name=name, content=content, key=new_id()))
    if sheet.status == SheetStatus.REFUSED:
        return _refused(REFUSALS[sheet.refusal]())
    try:
        sheet = _settled(flow.match(by, sheet, Match.of(sheet.match), {}))
    except DomainError as error:
        forget_sheet(by=by, sheet=sheet)
        return _refused(error)
    if not only_look:
        sheet = _settled(flow.begin(by, sheet))
    if rest is not None:
        rest.write_bytes(writing.rest(about(sheet).headers, flow.returned(sheet)))
    result = _result(sheet)
    forget_sheet(by=by, sheet=sheet)
    return result


def _settled(sheet: Sheet) -> Sheet:
    """The sheet once the present stage is over, carried out here unless a worker has begun it.

    Raises:
        DomainError: the stage failed; its job says with which code.
    """
    while sheet.status in UNDER_WAY:
        if sheet.job_id is not None:
            jobs.carry_out(sheet.job_id)
        sheet = Sheet.objects.get(pk=sheet.pk)
        job = flow.job_of(sheet)
        if sheet.status in UNDER_WAY:
            if job is None or job.state in (JobState.FAILED, JobState.STOPPED):
                raise DomainError
            time.sleep(LOOK)
    return sheet


def _refused(error: DomainError) -> dict[str, Any]:
    return {"outcome": "refused", "says": error.text, "counts": {}, "problems": []}


def _result(sheet: Sheet) -> dict[str, Any]:
    taken = sheet.status == SheetStatus.DONE
    state = RowState.BACK if taken else RowState.WAITING
    problems = [
        {"row": row.number, "says": " ".join(one.text for one in of_kept(row.problems))}
        for row in kept_rows.rows_from(sheet, states=(state,))
        if row.verdict in (RowVerdict.PROBLEM, RowVerdict.ASK)
    ]
    counts = {name: count for name, count in sheet.counts.items() if name != "remembered"}
    right = counts.get("new", 0) + counts.get("update", 0)
    if taken:
        right = counts["taken_new"] + counts["taken_update"]
        said = ngettext("%(rows)d row taken in", "%(rows)d rows taken in", right) % {"rows": right}
    else:
        said = ngettext("%(rows)d row can be taken in", "%(rows)d rows can be taken in", right) % {
            "rows": right
        }
    back = _("%(rows)d came back") if taken else _("%(rows)d would come back")
    return {
        "outcome": "taken" if taken else "looked at",
        "says": f"{said}, {back % {'rows': len(problems)}}.",
        "counts": counts,
        "problems": problems,
    }
