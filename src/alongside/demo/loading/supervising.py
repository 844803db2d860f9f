"""What the lead and a case manager said when they last looked at the thirteen principles together."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from alongside.caseload.models import Assignment, AssignmentKind
from alongside.demo.loading.crew import Crew, moment
from alongside.fidelity.operations import (
    say_own_word,
    supervise_course,
    supervise_team,
    supervise_worker,
)
from alongside.fidelity.rules import Principle, Window

_LEAD, _WORKER, _TEAM = "amina", "sofie", "havn"
_AGO = timedelta(days=33)
_OWN: tuple[tuple[Principle, str, str], ...] = (
    (Principle.ORGANISATION, "mostly", "Jeg ved, hvem jeg ringer til i myndigheden. Jobcentret er sværere."),
    (
        Principle.LOCAL,
        "mostly",
        "Havnen og midtbyen kender jeg. Tilbuddene på den anden side af fjorden ikke endnu.",
    ),
    (Principle.CATALYST, "begun", "Jeg kommer til at foreslå for hurtigt, når der er stille."),
)


def supervise(crew: Crew, now: datetime) -> None:
    """Say and write what stands on the page of the principles, a month ago."""
    day = (now - _AGO).date()
    worker, team = crew.worker(_WORKER), crew.teams[_TEAM]
    own = crew.actor(_WORKER, moment(datetime.combine(day, time(8, 30))))
    for principle, level, words in _OWN:
        say_own_word(by=own, worker=worker, principle=principle, level=level, words=words)
    lead = crew.actor(_LEAD, moment(datetime.combine(day, time(10))))
    supervise_worker(
        by=lead,
        worker=worker,
        window=Window.QUARTER,
        words="Mange møder hos os i den kolde måned. Målene står med egne ord hos de fleste, delmålene mest med vores.",
        agreed="Spørg, hvor de helst vil mødes, når vi aftaler næste gang. Skriv ét delmål om sammen med hver.",
    )
    supervise_team(
        by=lead,
        team=team,
        window=Window.QUARTER,
        words="Vi kender de andre planer, men ved sjældent, hvad der sker som det næste i dem.",
        agreed="Spørg efter næste skridt ved hvert møde med myndigheden.",
    )
    walks = Assignment.objects.unscoped().filter(
        worker=worker, kind=AssignmentKind.PRIMARY, starts_on__lt=day, ends_on__isnull=True
    )
    first = walks.select_related("enrolment").order_by("starts_on", "pk").first()
    if first is not None:
        supervise_course(
            by=lead,
            enrolment=first.enrolment,
            window=Window.QUARTER,
            words="Rytmen holder, også gennem indlæggelsen. Familien er ikke spurgt om endnu.",
            agreed="Spørg, hvem der betyder noget, og om vi må tale med dem.",
        )
