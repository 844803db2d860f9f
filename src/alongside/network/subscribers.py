"""What the network says to the consents, and hears from them: "may we speak with them?" is one truth.

The light answer stands on the person around (`NetworkMember.may_speak`). A yes opens what the profile calls light; a no
closes everything; "ask" stays "ask". A consent or refusal that is taken with them sets it.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from alongside.consents.answers import answers_from
from alongside.consents.events import MemberAnswered
from alongside.consents.rules import Answer, Said, To
from alongside.kernel.events import subscribe
from alongside.network.models import MaySpeak, NetworkMember
from alongside.organisation.queries import profile_of

_ANSWERS = {MaySpeak.YES: Answer.YES, MaySpeak.NO: Answer.NO, MaySpeak.ASK: Answer.ASK}


@answers_from
def light(person_id: UUID) -> Iterator[Said]:
    """What the person says about speaking with those around them. Two queries at most."""
    rows = list(
        NetworkMember._base_manager.filter(person_id=person_id)
        .exclude(may_speak=MaySpeak.UNASKED)
        .select_related("person")
    )
    if not rows:
        return
    profile = profile_of(rows[0].person.agency_id)
    everyday = frozenset(one.key for one in profile.information if one.light)
    purpose = profile.telling_purposes[0].key
    for row in rows:
        answer = _ANSWERS[MaySpeak(row.may_speak)]
        is_yes = answer == Answer.YES
        yield Said(
            answer=answer,
            to=To.MEMBER,
            key=str(row.pk),
            purpose=purpose if is_yes else "",
            categories=everyday if is_yes else frozenset(),
            starts_on=row.recorded_at.date(),
        )


@subscribe(MemberAnswered)
def follow_what_was_said(said: MemberAnswered) -> None:
    """The light answer says what the consent says; with nothing left standing it is unasked again."""
    member = NetworkMember._base_manager.filter(pk=said.member_id, person_id=said.person_id).first()
    answer = MaySpeak(said.answer) if said.answer else MaySpeak.UNASKED
    if member is not None and member.may_speak != answer:
        member.may_speak = answer
        member.save()
