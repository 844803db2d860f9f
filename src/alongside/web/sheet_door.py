"""The door for programs: a spreadsheet is handed in with an access token, and asked after.

    curl -H "Authorization: Bearer alongside_…" -F kind=people -F file=@people.xlsx https://icm.example.org/door/sheets/

It goes the way a page goes: the same limits, the same operation with its policy, the same trail, in the name of the
token's owner. A cookie opens nothing here, so no other site can use it through somebody's browser.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from alongside.access.actor import Actor
from alongside.accounts import throttle, tokens
from alongside.accounts.adapter import address_of
from alongside.accounts.rules import AT_THE_DOOR
from alongside.audit.trail import record_event
from alongside.interop.models import Sheet
from alongside.interop.sheets import flow
from alongside.interop.sheets.errors import LIMIT_MB
from alongside.kernel.drafts import new_key
from alongside.kernel.errors import DomainError, NotAllowed
from alongside.organisation.queries import actor_for
from alongside.web.bounds import takes_files
from alongside.web.pages import PUBLIC, page

_SCOPE = "sheets"


@csrf_exempt
@page(PUBLIC)
@takes_files(LIMIT_MB + 1)
@require_POST
def hand_in(request: HttpRequest) -> JsonResponse:
    """Take a file, read it, and say under which id it can be asked after. 201, 401, 403, 422 or 429."""
    actor = _bearer(request)
    if isinstance(actor, JsonResponse):
        return actor
    file = request.FILES.get("file")
    if file is None or file.size is None or file.size > LIMIT_MB * 1024 * 1024:
        return _problem(422, "file_missing_or_too_long")
    try:
        sheet = flow.upload(
            actor,
            kind=request.POST.get("kind", ""),
            name=file.name or "",
            content=file.read(),
            key=_uuid(request.headers.get("Idempotency-Key")) or new_key(),
        )
    except NotAllowed:
        return _problem(403, "not_allowed")
    except DomainError as error:
        return _problem(422, error.code)
    return JsonResponse(_told(sheet), status=201)


@page(PUBLIC)
@require_GET
def ask_after(request: HttpRequest, sheet_id: UUID) -> JsonResponse:
    """What became of a file that was handed in: its state and numbers, nothing that stands in it."""
    actor = _bearer(request)
    if isinstance(actor, JsonResponse):
        return actor
    mine = Sheet.objects.filter(agency_id=actor.agency_id, user_id=actor.user_id, pk=sheet_id)
    sheet = mine.first()
    return JsonResponse(_told(sheet)) if sheet is not None else _problem(404, "not_found")


def _bearer(request: HttpRequest) -> Actor | JsonResponse:
    """The owner of the token that was shown, or the refusal."""
    now = timezone.now()
    wait = throttle.begin("token", address_of(request), patience=AT_THE_DOOR, now=now)
    if wait is not None:
        answer = _problem(429, "wait")
        answer["Retry-After"] = str(max(1, round(wait.total_seconds())))
        return answer
    kind, _, text = request.headers.get("Authorization", "").partition(" ")
    user = tokens.opened_by(text.strip(), scope=_SCOPE, now=now) if kind.lower() == "bearer" else None
    actor = actor_for(user.pk, now=now, language=user.language) if user is not None else None
    if actor is None:
        answer = _problem(401, "no_token")
        answer["WWW-Authenticate"] = 'Bearer realm="Alongside"'
        return answer
    throttle.take_back("token", address_of(request))
    record_event(
        agency_id=actor.agency_id, user_id=actor.user_id, now=now, action="token_used", detail={"for": _SCOPE}
    )
    return actor


def _told(sheet: Sheet) -> dict[str, str]:
    return {"id": str(sheet.pk), "kind": sheet.kind, "status": sheet.status}


def _problem(status: int, code: str) -> JsonResponse:
    answer = JsonResponse({"code": code}, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
