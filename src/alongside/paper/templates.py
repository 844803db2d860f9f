"""Letter templates: the agency's own, and the practice profile's where the agency has none of the same key."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from alongside.organisation.choices import StartingLetter
from alongside.organisation.profile import Profile
from alongside.paper.models import LetterTemplate
from alongside.paper.rules import LANGUAGES


@dataclass(frozen=True)
class Wording:
    """A letter in one language.

    Attributes:
        id: of the agency's own; None for the profile's.
        version: how often the agency has kept it; 0 for the profile's.
    """

    language: str
    name: str
    subject: str
    body: str
    id: UUID | None = None
    version: int = 0


@dataclass(frozen=True)
class Template:
    """A letter in the languages there are."""

    key: str
    to: str
    wordings: dict[str, Wording]

    def in_(self, language: str) -> Wording:
        """In this language, else in one there is."""
        return self.wordings.get(language) or next(iter(self.wordings.values()))

    @property
    def in_order(self) -> list[Wording]:
        """Its wordings, in the order of our languages."""
        return [self.wordings[language] for language in LANGUAGES if language in self.wordings]


def templates_of(agency_id: UUID, profile: Profile) -> list[Template]:
    """Every letter on offer: those of the profile in its order, then the agency's own by name. One query."""
    own: dict[str, list[LetterTemplate]] = defaultdict(list)
    for row in LetterTemplate.objects.filter(agency_id=agency_id).order_by("name", "pk"):
        own[row.key].append(row)
    found = [_merged(letter, own.pop(letter.key, [])) for letter in profile.letters]
    found += [_own(key, rows) for key, rows in own.items()]
    return [template for template in found if template.wordings]


def template_of(agency_id: UUID, profile: Profile, key: str) -> Template | None:
    """The letter of that key, None when none is on offer."""
    return next((one for one in templates_of(agency_id, profile) if one.key == key), None)


def _merged(letter: StartingLetter, rows: list[LetterTemplate]) -> Template:
    wordings = {
        language: Wording(
            language,
            letter.label.in_(language),
            letter.subject.in_(language),
            letter.body.in_(language).strip("\n"),
        )
        for language in LANGUAGES
    }
    for row in rows:
        wordings.pop(row.language, None)
        if not row.retired:
            wordings[row.language] = _wording(row)
    return Template(letter.key, rows[0].to if rows else letter.to, wordings)


def _own(key: str, rows: list[LetterTemplate]) -> Template:
    return Template(key, rows[0].to, {row.language: _wording(row) for row in rows if not row.retired})


def _wording(row: LetterTemplate) -> Wording:
    return Wording(row.language, row.name, row.subject, row.body, row.pk, row.version)
