"""Every cell of the permission matrix, tried: reading, every operation, and every page over HTTP."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import models, transaction
from django.test import Client
from django.urls import URLPattern, reverse
from django.urls.converters import UUIDConverter

from alongside.access.actor import Actor, Role
from alongside.access.matrix import PEOPLE_AT_WORK, READ, Act, Answer, acts, can_be, ties_of
from alongside.access.policy import Relation, RelationPolicy, policy_of
from alongside.kernel.errors import NotAllowed
from alongside.kernel.models import PersonalRecord, Record
from alongside.kernel.operations import REGISTRY
from alongside.people.models import Person
from alongside.web.routes import every_route
from tests.matrix.kinds import Story
from tests.matrix.ties import Tied, strangers, tied
from tests.people_of_the_house import NOW, House, writing

PAIRS = [
    (role, relation) for role in PEOPLE_AT_WORK for relation in (None, *Relation) if can_be(role, relation)
]


@pytest.fixture(params=PAIRS, ids=[f"{role}-{relation or 'nothing'}" for role, relation in PAIRS])
def someone(
    request: pytest.FixtureRequest, house: House
) -> Iterator[tuple[Role, Relation | None, Tied, Story]]:
    """Someone in one role with one tie, the story of the person they are tied to, and a stranger's story."""
    role, relation = request.param
    with writing(house.agency):
        found = tied(house, role, relation)
        other = strangers(house, found.story)
        kinds = [_model(act) for act in acts()] + [kind for page in PAGES for kind in page.kinds.values()]
        for model in filter(None, kinds):
            found.story.of(model)
            other.of(model)
    with time_machine.travel(NOW, tick=False):
        yield role, relation, found, other


def test_who_reads_what(someone: tuple[Role, Relation | None, Tied, Story]) -> None:
    role, relation, found, other = someone
    wrong = []
    for act in acts():
        model = _model(act)
        if act.name != READ or model is None:
            continue
        sees = _sees(found.actor, found.story.of(model))
        if sees != (act.answer(role, relation) is Answer.YES):
            wrong.append(f"{act.record}: seen {sees}")
        # Intake reaches by the state of a referral and not by a tie to one person; the stranger's is decided.
        if _sees(found.actor, other.of(model)) != (act.answer(role, None) is Answer.YES):
            wrong.append(f"{act.record} of a stranger")
    assert not wrong


def test_who_may_carry_out_which_operation(someone: tuple[Role, Relation | None, Tied, Story]) -> None:
    role, relation, found, other = someone
    wrong = []
    for act in acts():
        if not act.write:
            continue
        model = _model(act)
        for story, tie in ((found.story, relation), (other, None)):
            expected = act.answer(role, tie)
            if expected is Answer.OWN:
                continue
            passed = _passes(act.name, found.actor, story.of(model) if model else None)
            if passed != (expected is Answer.YES):
                wrong.append(f"{act.name} ({tie or 'no tie'}): {'passed' if passed else 'refused'}")
    assert not wrong


def test_which_pages_open(someone: tuple[Role, Relation | None, Tied, Story]) -> None:
    role, relation, found, _ = someone
    browser = Client(raise_request_exception=False)
    browser.force_login(found.user)
    wrong = []
    for page in PAGES:
        with transaction.atomic():
            status = page.asked(browser, found.story)
            transaction.set_rollback(True)
        if status >= 500 or (page.shut_to(role, relation) and status != 404):
            wrong.append(f"{page.name} answered {status}")
    assert not wrong


@dataclass(frozen=True)
class Page:
    """A route of ours that is about records: its name, its policy, and the kind of record each part of it names."""

    name: str
    policy: str
    kinds: dict[str, type[models.Model]]

    def asked(self, browser: Client, story: Story) -> int:
        """What opening it about this story answers; a route that only takes forms is sent an empty one."""
        address = reverse(self.name, kwargs={name: story.of(kind).pk for name, kind in self.kinds.items()})
        status = browser.get(address).status_code
        return browser.post(address).status_code if status == 405 else status

    def shut_to(self, role: Role, relation: Relation | None) -> bool:
        """Whether the matrix says no."""
        decides = policy_of(self.policy)
        if decides is None:
            return False
        if self.name in NOT_OF_THE_RECORD:
            return False
        records = [kind for kind in self.kinds.values() if issubclass(kind, PersonalRecord)]
        unseen = [kind for kind in records if _act(kind).answer(role, relation) is Answer.NO]
        if isinstance(decides, RelationPolicy) and not ties_of(role, relation) & frozenset(decides.relations):
            return True
        roles = decides.roles_that_may()
        return bool(unseen) or (roles is not None and role not in roles)


def _pages() -> list[Page]:
    by_name = {model._meta.model_name: model for model in apps.get_models() if issubclass(model, Record)}
    found = []
    for _, pattern in every_route():
        kinds = {name: by_name.get(_ALIASES.get(name, name.removesuffix("_id"))) for name in _parts(pattern)}
        if kinds and all(kinds.values()) and pattern.name:
            found.append(Page(pattern.name, pattern.callback.policy, {k: v for k, v in kinds.items() if v}))
    return found


_ALIASES = {
    "stay_id": "housingstay",
    "member_id": "networkmember",
    "plan_id": "otherplan",
    "sub_goal_id": "subgoal",
    "hand_over_id": "handover",
    "proposal_id": "closureproposal",
    "one_id": "person",
    "filter_id": "savedfilter",
    "edition_id": "scaleedition",
    "item_id": "scaleitem",
    "rating_id": "teamrating",
}
"""What a part of an address is called where that is not the name of the kind of record."""


def _parts(pattern: URLPattern) -> list[str]:
    """The parts of an address that are keys; none when it has others, whose values nobody here can guess."""
    parts = pattern.pattern.converters
    keys = [name for name, converter in parts.items() if isinstance(converter, UUIDConverter)]
    return keys if len(keys) == len(parts) else []


PAGES = _pages()


NOT_OF_THE_RECORD = {
    "keeping": "says how long a record is kept, to those who keep the records; nothing of what is in it",
    "keeping_archive": "as above: a sealed file that nobody can read in the house",
    "shared_person": "shows what the person shares with the partner, which is no record of its own",
}
"""Pages with somebody's key in their address that are not for those who may read the record, each with the reason."""


def _act(model: type[models.Model]) -> Act:
    return next(act for act in acts() if act.name == READ and act.record == model._meta.label_lower)


def _model(act: Act) -> type[Record] | None:
    if "." not in act.record:
        return None
    # What may be done to a record of any kind is tried on the person's own.
    found = Person if act.record == PersonalRecord._meta.label_lower else apps.get_model(act.record)
    return found if issubclass(found, Record) else None


def _sees(actor: Actor, record: Any) -> bool:
    return bool(type(record).objects.visible_to(actor).filter(pk=record.pk).exists())


def _passes(name: str, actor: Actor, record: models.Model | None) -> bool:
    """Whether the operation lets the actor in. It is called without its other arguments, so it can do nothing more."""
    declared = REGISTRY[name]
    run = getattr(sys.modules[declared.function.__module__], declared.function.__name__)
    asked: dict[str, Any] = {"by": actor}
    if declared.on:
        asked[declared.on] = record
    try:
        with transaction.atomic():
            run(**asked)
            transaction.set_rollback(True)
    except NotAllowed as refused:
        return _went_through(refused.__traceback__, declared.function.__code__)
    except Exception:  # noqa: BLE001 - whatever the operation says after it let the actor in
        return True
    return True


def _went_through(trace: TracebackType | None, code: Any) -> bool:
    while trace is not None:
        if trace.tb_frame.f_code is code:
            return True
        trace = trace.tb_next
    return False


def test_the_matrix_has_every_operation_and_some_thousands_of_cells() -> None:
    named = {act.name for act in acts()}
    assert set(REGISTRY) <= named
    assert sum(1 for _ in acts()) * len(PAIRS) > 5_000


def test_most_routes_about_records_are_tried() -> None:
    assert len(PAGES) > 60
