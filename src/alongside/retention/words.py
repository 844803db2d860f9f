"""The words of a person's file: what tables, columns, roles and purposes are called for the person who reads it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Role
from alongside.audit.purposes import Purpose

Words = str | Promise

KINDS: dict[str, Words] = {
    "people.personidentifier": _("Numbers by which you are known"),
    "corrections.remark": _("What was put right, seen otherwise or struck through"),
    "enrolments.enrolment": _("Your course with us"),
    "enrolments.pause": _("Pauses"),
    "enrolments.closure": _("How the course ended"),
    "caseload.assignment": _("Who walks with you"),
    "contacts.visitseries": _("Visits that come back"),
    "contacts.goaltouch": _("Goals a meeting worked on"),
    "reviews.goaljudgement": _("How goals were judged"),
    "reviews.domainrating": _("How areas of life changed"),
    "paper.letter": _("Letters"),
    "paper.paperwish": _("How you want your letters"),
    "documents.document": _("Documents"),
    "documents.documentversion": _("Files of documents"),
    "interop.delivery": _("What was received from and sent to other systems"),
    "consents.consent": _("Whom we may tell what"),
    "consents.disclosure": _("Whom we have told"),
    "oversight.urgentaccess": _("When your record was opened urgently"),
    "retention.mark": _("Holds and restrictions of your record"),
}
FIELDS: dict[str, Words] = {
    "text": _("Text"),
    "note": _("Note"),
    "title": _("Title"),
    "kind": _("Kind"),
    "status": _("How it stands"),
    "recorded_at": _("Written"),
    "worker": _("By whom"),
    "signed_by": _("Signed by"),
    "signed_at": _("Signed"),
    "occurred_at": _("When"),
    "place": _("Where"),
    "starts_on": _("From"),
    "ends_on": _("Until"),
    "reason": _("Why"),
    "why": _("Why"),
    "words": _("Words"),
    "value": _("Number"),
    "system": _("Register"),
    "decided_on": _("Decided on"),
    "received_at": _("Received"),
    "summary": _("Summary"),
    "person_words": _("In your words"),
    "person_view": _("How you see it"),
    "worker_view": _("How we see it"),
    "said_on": _("Said on"),
}
ROLES: dict[str, Words] = {
    Role.TEAM_LEAD.value: _("Team lead"),
    Role.CASE_MANAGER.value: _("Case manager"),
    Role.INTAKE.value: _("Intake"),
    Role.AUTHORITY.value: _("Authority caseworker"),
    Role.ON_CALL.value: _("On call"),
    Role.EVALUATOR.value: _("Evaluator"),
    Role.PRIVACY_OFFICER.value: _("Privacy officer"),
    Role.ADMINISTRATOR.value: _("Administrator"),
    "program": _("The program itself"),
    "": _("Someone no longer here"),
}
PURPOSES: dict[str, Words] = {
    Purpose.CARE.value: _("To walk with you"),
    Purpose.TEAM.value: _("As a colleague in the team"),
    Purpose.SUPERVISION.value: _("To lead the work"),
    Purpose.ON_CALL.value: _("While on call"),
    Purpose.INTAKE.value: _("To answer the referral"),
    Purpose.AUTHORITY.value: _("To follow up the order"),
    Purpose.PARTNER.value: _("As a partner, with your consent"),
    Purpose.BREAK_GLASS.value: _("In an emergency"),
    Purpose.QUALITY.value: _("To see how the work goes"),
    Purpose.OVERSIGHT.value: _("To look after privacy"),
    Purpose.SUBJECT.value: _("To answer your own request"),
    Purpose.EXPORT.value: _("To report as the law asks"),
    Purpose.SUPPORT.value: _("To keep the program running"),
    "": _("Not noted at the time"),
}
