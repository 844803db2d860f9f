"""What of the house a sheet is read against: choices, colleagues and teams, and the words that stand for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor, Role
from alongside.contacts.models import ContactKind
from alongside.interop.models import SheetKind
from alongside.interop.sheets.fields import Field, fields_of
from alongside.kernel.keyring import blind_index, blind_indexes
from alongside.organisation.choices import Choices
from alongside.organisation.models import Agency, Membership, Team, Worker
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.people.models import Sex, WorkerWish
from alongside.people.rules import fold

NOTHING = "-"
"""What a word may also mean: nothing, leave the field empty."""

_ALSO: Mapping[str, Mapping[str, str]] = {
    "sex": {
        "female": "k kvinde kvindelig dame f female woman w femme feminin",
        "male": "m mand mandlig male man h homme masculin",
        "other": "andet x other autre",
        "unknown": "ukendt unknown inconnu u",
    },
    "worker_wish": {"woman": "kvinde k femme female f", "man": "mand m homme male h"},
    "kind": {
        "visit": "besog hjemmebesog mode fysisk face visit visite rencontre modt personligt fremmode samtale",
        "phone": "telefon tlf opkald phone call telephone appel",
        "message": "sms besked mail email message texto courriel e-mail",
        "meeting": "netvaerksmode samarbejdsmode meeting reunion koordinering",
    },
    "how": {
        "did_not_come": "udeblev udeblevet udeblivelse udebleven absent",
        "not_found": "forgaeves introuvable",
        "no_answer": "intet svar ikke svar",
        "cancelled_by_person": "afbud aflyst borger annule",
        NOTHING: "modt ok gennemfort afholdt fremmodt held attended present ja oui yes",
    },
}


@dataclass(frozen=True)
class House:
    """The agency as a sheet sees it.

    `meanings`: field → folded word → key. `learnt`: field → fingerprint of a folded word → key, as somebody explained.
    """

    by: Actor
    profile: Profile
    kind: SheetKind
    fields: tuple[Field, ...]
    choices: Mapping[str, list[tuple[str, str]]]
    meanings: Mapping[str, Mapping[str, str]]
    learnt: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    teams_of: Mapping[str, frozenset[UUID]] = field(default_factory=dict)
    """Worker key → teams in which they are or will be a case manager."""
    language: str = "en"
    """The agency's, in which its records are written."""
    just_taken: set[UUID] = field(default_factory=set)
    """People who came from earlier rows of the same sheet."""

    @property
    def today(self) -> date:
        return self.by.today

    def meaning(self, name: str, word: str) -> str | None:
        """The key a word stands for in a field; None when nobody knows."""
        folded = fold(word)
        learnt = self.learnt.get(name, {})
        prints = word_prints(self.by.agency_id, name, word) if learnt else []
        found = next((learnt[one] for one in prints if one in learnt), None)
        return found if found is not None else self.meanings.get(name, {}).get(folded)


def word_print(agency_id: UUID, name: str, word: str) -> str:
    """The fingerprint under which a word is remembered: a file may hold a name where a choice is expected."""
    return blind_index(fold(word), context=f"interop.sheet.word.{name}", agency_id=agency_id)


def word_prints(agency_id: UUID, name: str, word: str) -> list[str]:
    """Every fingerprint under which it may be remembered, the newest first."""
    return blind_indexes(fold(word), context=f"interop.sheet.word.{name}", agency_id=agency_id)


def house_of(by: Actor, kind: SheetKind, *, learnt: Mapping[str, Mapping[str, str]]) -> House:
    """The agency as a sheet of that kind sees it now. Five queries."""
    profile = profile_of(by.agency_id)
    fields = fields_of(kind, profile)
    held = Membership.objects.filter(worker__agency_id=by.agency_id, role=Role.CASE_MANAGER).exclude(
        ends_on__lte=by.today
    )
    teams_of: dict[str, set[UUID]] = {}
    for worker_id, team_id in held.values_list("worker_id", "team_id"):
        if team_id is not None:
            teams_of.setdefault(str(worker_id), set()).add(team_id)
    workers = list(Worker.objects.filter(agency_id=by.agency_id).order_by("name"))
    teams = list(Team.objects.filter(agency_id=by.agency_id).order_by("name"))
    choices = _choices(profile, by.language)
    choices["worker"] = [(str(one.pk), one.name) for one in workers if str(one.pk) in teams_of]
    choices["author"] = [(str(one.pk), one.name) for one in workers]
    choices["team"] = [(str(one.pk), one.name) for one in teams]
    meanings = {name: _meanings(name, profile) for name in choices}
    meanings["team"] = {fold(one.name): str(one.pk) for one in teams}
    meanings["author"] = _people_at_work(workers)
    meanings["worker"] = _people_at_work(one for one in workers if str(one.pk) in teams_of)
    coded = {one.name for one in fields}
    return House(
        by=by,
        profile=profile,
        kind=kind,
        fields=fields,
        choices={name: offered for name, offered in choices.items() if name in coded},
        meanings=meanings,
        learnt=learnt,
        teams_of={worker: frozenset(found) for worker, found in teams_of.items()},
        language=Agency.objects.values_list("language", flat=True).get(pk=by.agency_id),
    )


def _lists(profile: Profile) -> dict[str, Choices[Any]]:
    return {
        "nationality_group": profile.nationality_groups,
        "legal_basis": Choices(basis for basis in profile.legal_bases if basis.use != "plan"),
        "source": profile.referral_sources,
        "income_basis": profile.income_bases,
        "place": profile.contact_places,
        "how": profile.tried_outcomes,
    }


def _choices(profile: Profile, language: str) -> dict[str, list[tuple[str, str]]]:
    found = {name: offered.for_form(language) for name, offered in _lists(profile).items()}
    for name, kind in (("sex", Sex), ("worker_wish", WorkerWish), ("kind", ContactKind)):
        found[name] = [(str(key), str(label)) for key, label in kind.choices]
    return found


def _meanings(name: str, profile: Profile) -> dict[str, str]:
    """Words of the three languages, and a few more, that stand for a key."""
    found: dict[str, str] = {}
    for choice in _lists(profile).get(name, ()):
        for word in (choice.key, choice.label.en, choice.label.da, choice.label.fr):
            found.setdefault(fold(word), choice.key)
    for key, words in _ALSO.get(name, {}).items():
        for word in (key, *words.split()):
            found.setdefault(fold(word), key)
    return found


def _people_at_work(workers: Iterable[Worker]) -> dict[str, str]:
    """Full names, mail addresses, initials and first names, where only one colleague has them."""
    found: dict[str, set[str]] = {}
    for one in workers:
        names = one.name.split()
        given = names[0] if names else ""
        turned = f"{names[-1]} {' '.join(names[:-1])}" if len(names) > 1 else ""
        login = one.email.partition("@")[0]
        for word in (one.name, turned, one.email, login, one.initials, given):
            if fold(word):
                found.setdefault(fold(word), set()).add(str(one.pk))
    return {word: next(iter(keys)) for word, keys in found.items() if len(keys) == 1}
