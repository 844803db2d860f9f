"""Writing the ledger: what was told or sent, to whom, and on which basis."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from alongside.access.actor import Actor
from alongside.consents import errors, rules
from alongside.consents.deciding import Addressee, decide, said_by
from alongside.consents.models import Disclosure, HowTold, ToChoice, joined, parted
from alongside.consents.part2 import part2_categories
from alongside.consents.rules import Basis, To, Without
from alongside.kernel.errors import NotAllowed
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of
from alongside.people.models import Person


@operation("disclosure.record", on="person")
def record_disclosure(
    *,
    by: Actor,
    person: Person,
    to: Addressee,
    how: HowTold,
    what: str,
    purpose: str,
    categories: Collection[str],
    without: Without | None = None,
    why: str = "",
    digest: str = "",
    part2: Collection[str] = (),
    key: UUID | None = None,
) -> Disclosure:
    """Keep that something is told, when and only when it may be: the question is asked here, in the same transaction.

    Args:
        what: in a line, as it will be read in the ledger.
        without: the basis, when it is not a consent.
        why: needed for a law and an emergency.
        digest: SHA-256 of the bytes that go out, hexadecimal; empty for what is spoken.
        part2: categories in which a single record is marked as 42 CFR part 2.

    Raises:
        NothingToTell: no category.
        MayNotTell: one of the categories may not be told to them now.
        RefusedLaw, LawUnknown, WhyMissing
        NotAllowed: the recipient is another agency's.
    """
    if to.recipient is not None and to.recipient.agency_id != by.agency_id:
        raise NotAllowed
    if not categories:
        raise errors.NothingToTell(field="categories")
    profile = profile_of(by.agency_id)
    without = _checked(by, without, why)
    decisions = decide(
        said_by(person.pk, lock=True),
        to.party,
        categories,
        purpose=purpose,
        on=by.today,
        profile=profile,
        part2=part2,
        without=without,
    )
    for category, decision in decisions.items():
        if decision.because == rules.Because.LAW_NOT_PART2:
            raise errors.RefusedLaw(field="law")
        if not decision.allowed:
            known = profile.information.label(category, by.language)
            raise errors.MayNotTell(field="categories", category=known)
    line = Disclosure(
        person=person,
        told_at=by.now,
        how=how.value,
        what=what.strip()[:300],
        to=to.to.value,
        recipient=to.recipient,
        member_id=to.member_id,
        to_name=to.name.strip(),
        purpose=purpose,
        basis=(without.basis if without else Basis.CONSENT).value,
        consents=sorted({one.said.id for one in decisions.values() if one.said is not None and one.said.id}),
        law=without.law if without else "",
        why=why.strip()[:500],
        categories=joined(categories),
        digest=digest,
        part2=bool((part2_categories(profile) & set(categories)) | set(part2)),
        told_by_id=by.worker_id,
        told_by_name=by.name,
    )
    line.save()
    return line


def keep_whole_record_went_out(
    *, by: Actor, person: Person, to: To, basis: Basis, what: str, digest: str, why: str = ""
) -> Disclosure:
    """The line for the whole record of a person, as a file: to themselves, or to the archive.

    Part of the operation that hands the file out, in its transaction: without its line nothing is handed out. Whoever
    may do that may write it, so there is no policy of its own, and nothing to be asked of consents.

    Args:
        to: the person or the archive.
        digest: SHA-256 of the file, hexadecimal.
    """
    line = Disclosure(
        person=person,
        told_at=by.now,
        how=HowTold.TAKEN.value,
        what=what[:300],
        to=to.value,
        to_name=str(ToChoice(to).label),
        purpose="",
        basis=basis.value,
        why=why.strip()[:500],
        categories="",
        digest=digest,
        part2=profile_of(by.agency_id).part2.in_force,
        told_by_id=by.worker_id,
        told_by_name=by.name,
    )
    line.save()
    return line


@operation("disclosure.wrong", on="line")
def say_wrong(*, by: Actor, line: Disclosure, why: str, key: UUID | None = None) -> Disclosure:
    """Say that a line of the ledger was entered in error. The line stays; a further one says so.

    Raises:
        WhyMissing
    """
    if len(why.strip()) < rules.LEAST_WHY:
        raise errors.WhyMissing(field="why", least=rules.LEAST_WHY)
    found: Disclosure | None = Disclosure._base_manager.filter(wrong=line).first()
    if found is not None:
        return found
    copied = ("person_id", "how", "what", "to", "recipient_id", "member_id", "to_name", "purpose", "basis")
    kept = ("consents", "law", "categories", "digest", "part2")
    says = Disclosure(
        **{name: getattr(line, name) for name in (*copied, *kept)},
        told_at=by.now,
        why=why.strip()[:500],
        told_by_id=by.worker_id,
        told_by_name=by.name,
        wrong=line,
    )
    says.save()
    return says


@operation("partner.look", on="person")
def note_look(
    *, by: Actor, person: Person, to: Addressee, purpose: str, categories: Collection[str], what: str
) -> Disclosure:
    """Keep that a partner looked at what is shared with them: once a day for each person and recipient.

    Raises:
        MayNotTell: it is shared with them no more.
    """
    profile = profile_of(by.agency_id)
    decisions = decide(
        said_by(person.pk, lock=True), to.party, categories, purpose=purpose, on=by.today, profile=profile
    )
    if not decisions or not all(one.allowed for one in decisions.values()):
        raise errors.MayNotTell(category="")
    earlier = Disclosure._base_manager.filter(
        person=person, recipient=to.recipient, how=HowTold.SHOWN, told_by_id=by.worker_id
    ).order_by("-told_at")
    last: Disclosure | None = earlier.first()
    if (
        last is not None
        and last.told_at.date() == by.now.date()
        and parted(last.categories) >= set(categories)
    ):
        return last
    line = Disclosure(
        person=person,
        told_at=by.now,
        how=HowTold.SHOWN.value,
        what=what,
        to=to.to.value,
        recipient=to.recipient,
        to_name=to.name,
        purpose=purpose,
        basis=Basis.CONSENT.value,
        consents=sorted({one.said.id for one in decisions.values() if one.said is not None}),
        categories=joined(categories),
        part2=bool(part2_categories(profile) & set(categories)),
        told_by_id=by.worker_id,
        told_by_name=by.name,
    )
    line.save()
    return line


def _checked(by: Actor, without: Without | None, why: str) -> Without | None:
    """The basis as the profile knows it: a law that holds today, and whether it reaches part 2."""
    rules.check_why(without, why)
    if without is None or without.basis != Basis.LAW:
        return without
    law = profile_of(by.agency_id).telling_bases.get(without.law)
    if law is None or not law.holds_on(by.today):
        raise errors.LawUnknown(field="law")
    return Without(Basis.LAW, law.key, reaches_part2=law.part2)
