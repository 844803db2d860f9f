"""42 CFR part 2: which information falls under it, and what has to go along with it.

The two statements are those of 42 CFR 2.32(a) as it reads since the final rule of 16 February 2024 (89 FR 12472,
compliance date 16 February 2026). Their text was taken from public reproductions of the section (compliancecosmos.org,
"§ 2.32 Notice and copy of consent to accompany disclosure"); an agency under part 2 compares it with ecfr.gov before it
switches it on. They are law and stay in English whatever the language of the paper.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from alongside.consents.models import Part2Mark
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.people.models import Person

SHORT = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
"""§ 2.32(a)(2): stands on every page."""
LONG = (
    "This record which has been disclosed to you is protected by Federal confidentiality rules (42 CFR part 2). These "
    "rules prohibit you from using or disclosing this record, or testimony that describes the information contained in "
    "this record, in any civil, criminal, administrative, or legislative proceedings by any Federal, State, or local "
    "authority, against the patient, unless authorized by the consent of the patient, except as provided at 42 CFR "
    "2.12(c)(5) or as authorized by a court in accordance with 42 CFR 2.64 or 2.65. In addition, the Federal rules "
    "prohibit you from making any other use or disclosure of this record unless at least one of the following applies: "
    "(i) Further use or disclosure is expressly permitted by the written consent of the individual whose information "
    "is being disclosed in this record or as otherwise permitted by 42 CFR part 2. (ii) You are a covered entity or "
    "business associate and have received the record for treatment, payment, or health care operations, or (iii) You "
    "have received the record from a covered entity or business associate as permitted by 45 CFR part 164, subparts A "
    "and E. A general authorization for the release of medical or other information is NOT sufficient to meet the "
    "required elements of written consent to further use or redisclose the record (see 42 CFR 2.31)."
)
"""§ 2.32(a)(1)."""
FILE_MARK = "42CFR-part2"
"""In the name of a file, so that it can be told before it is opened."""


@dataclass(frozen=True)
class Notice:
    """What has to stand on an export: a line on every page or sheet, the whole statement once, a mark in the name."""

    line: str
    statement: str
    file_mark: str


PART2 = Notice(SHORT, LONG, FILE_MARK)


def part2_categories(profile: Profile) -> frozenset[str]:
    """The categories whose records fall under part 2; none where it is not in force."""
    if not profile.part2.in_force:
        return frozenset()
    return frozenset(one.key for one in profile.information if one.part2)


def notices_for(
    person: Person, categories: Collection[str], *, profile: Profile | None = None, marked: bool = False
) -> tuple[Notice, ...]:
    """The notices that go along with these categories of information about a person. At most one query.

    Every export asks here: paper and PDF, sheets, JSON, calendars. An export without a notice has none to carry.

    Args:
        profile: of the person's agency, when it is at hand.
        marked: a single record among them is marked as part 2 (`marked_part2`).
    """
    profile = profile or profile_of(person.agency_id)
    if not profile.part2.in_force:
        return ()
    return (PART2,) if marked or part2_categories(profile) & set(categories) else ()


def marked_part2(label: str, ids: Collection[UUID]) -> set[UUID]:
    """Which of these records are marked as part 2. One query.

    Args:
        label: the kind, as Django names it ("contacts.contact").
        ids: of records that the caller may read.
    """
    rows = Part2Mark._base_manager.filter(label=label, record_id__in=list(ids), taken_off_at__isnull=True)
    return set(rows.values_list("record_id", flat=True))


def file_name(name: str, notices: Collection[Notice]) -> str:
    """A name for a file, without its ending, with the marks of its notices before it."""
    return "-".join([*(notice.file_mark for notice in notices), name])
