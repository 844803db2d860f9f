"""Referrals: how people came to the door, what was asked and what was decided, course or no course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random

from alongside.demo.chance import chance
from alongside.demo.cpr import TestNumbers
from alongside.demo.days import at, working_day
from alongside.demo.homes import kind_on
from alongside.demo.published import shares
from alongside.demo.scripts import IntakeCard, any_name, read_intake
from alongside.demo.shapes import Answer, Decision, HousingPeriod, Person, Referral
from alongside.demo.sheet import Row, birth_date
from alongside.demo.speech import Speech

BASIS_85A_FROM = date(2023, 10, 1)
ORDERING = ("order", "meeting")
"""Sources that come with an order of the authority: purpose, goals, case number."""
_SOURCES: Mapping[str, tuple[int, tuple[str, ...]]] = {
    "order": (34, ()),
    "meeting": (13, ()),
    "outreach": (14, ("Fremskudt rådgivning", "Gadeteamet")),
    "shelter": (15, ("Havnely",)),
    "ward": (9, ("Afdeling P3, socialrådgiver", "Afdeling P1, sygeplejerske")),
    "substance_treatment": (5, ("Rusmiddelcenteret",)),
    "prison": (4, ("Kriminalforsorgen, Solby",)),
    "doctor": (2, ("Egen læge",)),
    "family": (2, ("Søster", "Mor")),
    "self": (2, ("",)),
}
_GROUPS = {
    "alcohol": "Alkoholmisbrug",
    "drugs": "Stofmisbrug",
    "cannabis": "Stofmisbrug",
    "network": "Social isolation",
}
_MENTAL = (
    "Angst",
    "Depression",
    "Forandret virkelighedsopfattelse",
    "Personlighedsforstyrrelse",
    "Stressbelastning",
)
_UNDECIDED = {"new": 3, "clarifying": 4, "waiting": 4}
"""Open referrals of an agency with 928 courses; a smaller one has its named cards only."""
_WAITED = {"new": (1, 5), "clarifying": (5, 15), "waiting": (9, 26)}
"""Days since they came; an answer is due within 14."""
_TURNED_AWAY = {"redirected": 55, "declined": 45}
_OUTCOMES = {"waiting": "yes", "redirected": "redirect", "declined": "no"}
_DESTINATIONS = {
    "cti": 40,
    "ordinary_support": 22,
    "act": 12,
    "residential": 8,
    "other_municipality": 8,
    "other": 10,
}


def referral_of(
    row: Row,
    person: Person,
    housing: tuple[HousingPeriod, ...],
    caseworkers: Sequence[str],
    rng: Random,
    speech: Speech,
) -> Referral:
    """How someone with a course came: referred some weeks before, decided yes, assigned."""
    arrived = row.start - timedelta(days=rng.randint(9, 60))
    decided = working_day(arrived + timedelta(days=rng.randint(3, 14)))
    decided = min(decided, row.start - timedelta(days=1))
    home = kind_on(housing, decided)
    source = rng.choices(list(_SOURCES), [weight for weight, _ in _SOURCES.values()])[0]
    if row.script:
        source = "order"
    ordered = source in ORDERING
    homeless = home.kind != "own_tenancy"
    basis = "sel-85a" if decided >= BASIS_85A_FROM and (homeless or rng.random() < 0.4) else "sel-85"
    return Referral(
        f"referral-{row.index}",
        person,
        at(arrived, rng.randint(8, 15), rng.randrange(60)),
        source,
        _referrer(source, row, caseworkers, rng),
        row.script.reason if row.script else speech.say("course", "reason", home.kind),
        row.script.own_words if row.script else person.own_words,
        row.script.purpose if row.script else speech.say("wishes", "purposes", "housing") if ordered else "",
        case_number(row.index, arrived) if ordered else "",
        _target_groups(row.problems, homeless, rng),
        "assigned",
        home.place,
        _answers(row.problems, homeless, rng, speech),
        _decision("yes", basis, at(decided, 13, rng.randrange(60)), rng, speech),
        "intake",
    )


def case_number(index: int, arrived: date) -> str:
    """A case number as the authority writes them; the first part is KLE's, the rest a running number and the year."""
    return f"27.33.00-G01-{index + 101}-{arrived:%y}"


def _referrer(source: str, row: Row, caseworkers: Sequence[str], rng: Random) -> str:
    if source in ORDERING:
        return f"{'Karin Holst' if row.script else rng.choice(caseworkers)}, Solby"
    return rng.choice(_SOURCES[source][1])


def _target_groups(problems: frozenset[str], homeless: bool, rng: Random) -> tuple[str, ...]:
    groups = ["Hjemløshed"] if homeless else []
    groups += [name for domain, name in _GROUPS.items() if domain in problems]
    if "mental" in problems:
        groups.append(rng.choice(_MENTAL))
    groups = list(dict.fromkeys(groups)) or ["Andet socialt problem"]
    rng.shuffle(groups)
    return tuple(groups[:4])


def _answers(problems: frozenset[str], homeless: bool, rng: Random, speech: Speech) -> tuple[Answer, ...]:
    """ "Not yet known" is a good answer: nobody is fully assessed when the course begins (seed 004)."""
    known = {
        "adult": True,
        "mental_health": "mental" in problems,
        "substance_use": bool(problems & {"alcohol", "drugs", "cannabis"}),
        "several_services": len(problems) > 3,
        "other_services": rng.random() < 0.7,
        "coordination": True,
        "risk_without_icm": rng.random() < 0.8,
        "homelessness": homeless,
        "establishing_home": rng.random() < 0.5,
        "justice": rng.random() < 0.25,
    }
    answers = []
    for criterion, truth in known.items():
        answer = "yes" if truth else "no"
        if criterion != "adult" and rng.random() < 0.15:
            answer = "unknown"
        answers.append(Answer(criterion, answer, speech.say("course", "evidence", answer)))
    return tuple(answers)


def _decision(outcome: str, basis: str, on: datetime, rng: Random, speech: Speech) -> Decision:
    reasons = {"redirect": "decision_other", "no": "decision_no", "yes": "decision_yes"}
    destination = ""
    if outcome == "redirect":
        destination = rng.choices(list(_DESTINATIONS), list(_DESTINATIONS.values()))[0]
    said_no = outcome == "no" and rng.random() < 0.5
    if outcome == "no":
        destination = "nothing_more" if said_no else "ordinary_support"
    wish, followed, why_not = "", None, ""
    if rng.random() < 0.16:
        wish, followed = speech.say("course", "referral", "wish_for_provider"), rng.random() < 0.75
        why_not = "" if followed else speech.say("course", "referral", "wish_not_followed")
    return Decision(
        on,
        outcome,
        basis,
        speech.say("course", "referral", "decision_withdrawn" if said_no else reasons[outcome]),
        "intake",
        wish,
        followed,
        why_not,
        destination,
    )


def referrals_without_course(
    people: int,
    caseworkers: Sequence[str],
    births: Mapping[str, date],
    *,
    seed: int,
    today: date,
    numbers: TestNumbers,
) -> list[Referral]:
    """Everyone at the door today, named cards first, and those who were answered with something else.

    `births`: family name to birth date of the cast, for the card that may be the same person.
    """
    rng = chance("door", seed, people)
    found = [_from_card(card, births, rng, today, numbers) for card in read_intake()]
    named = {state: sum(r.state == state for r in found) for state in _UNDECIDED}
    for state, count in shares(max(0, round(people * 11 / 928)), _UNDECIDED).items():
        for _ in range(count - named[state]):
            arrived = today - timedelta(days=rng.randint(*_WAITED[state]))
            found.append(_invented(len(found), state, arrived, caseworkers, rng, numbers))
    for state, count in shares(round(people * 0.09), _TURNED_AWAY).items():
        for _ in range(count):
            arrived = today - timedelta(days=rng.randint(30, 1400))
            found.append(_invented(len(found), state, arrived, caseworkers, rng, numbers))
    return found


def _from_card(
    card: IntakeCard, births: Mapping[str, date], rng: Random, today: date, numbers: TestNumbers
) -> Referral:
    key = f"{card.given} {card.family}".strip().lower().replace(" ", "-")
    born, cpr = None, ""
    if card.age is not None:
        age = card.age
        born, cpr = numbers.birth(
            card.sex, lambda: births.get(card.same_birth_as) or birth_date(today, age, age, rng)
        )
        if card.same_birth_as:
            # Two numbers would tell them apart; nobody has asked yet.
            cpr = ""
    person = Person(
        f"person-{key}", card.given, card.family, card.call_me, card.sex, born, cpr,
        card.nationality, card.income, card.wish, today - timedelta(days=card.arrived), "",
    )  # fmt: skip
    arrived = today - timedelta(days=card.arrived)
    decision = None
    if card.decided is not None:
        told = card.decision
        decision = Decision(
            at(today - timedelta(days=card.decided), 13, 20),
            told["outcome"],
            told["basis"],
            told["reason"],
            "intake",
            told.get("wish_for_provider", ""),
            told.get("wish_followed"),
            told.get("wish_reason", ""),
            told.get("destination", ""),
        )
    return Referral(
        f"referral-{key}",
        person,
        at(arrived, 8, 14),
        card.source,
        card.referrer,
        card.reason,
        card.wish,
        card.purpose,
        case_number(17, arrived) if card.source == "order" else "",
        card.target_groups,
        card.state,
        card.place,
        tuple(Answer(criterion, *answer) for criterion, answer in card.answers.items()),
        decision,
        "intake",
    )


def _invented(
    number: int, state: str, arrived: date, caseworkers: Sequence[str], rng: Random, numbers: TestNumbers
) -> Referral:
    sex = rng.choice(("male", "male", "female"))
    given, family = any_name("danish", sex, rng)
    speech = Speech(rng, given, sex)
    born, cpr = numbers.birth(sex, lambda: birth_date(arrived, 18, 60, rng))
    wish = speech.say("wishes", "own_words", rng.choice(("housing", "mental_health", "economy", "network")))
    person = Person(
        f"person-door-{number}", given, family, "", sex, born, cpr, "danish", "unknown", wish, arrived, ""
    )
    problems = frozenset(rng.sample(("alcohol", "drugs", "cannabis", "mental", "economy", "network"), 3))
    source = rng.choices(list(_SOURCES), [weight for weight, _ in _SOURCES.values()])[0]
    in_order = source in ORDERING
    answers = _answers(problems, rng.random() < 0.7, rng, speech)
    decision = None
    if state not in ("new", "clarifying"):
        decided = working_day(arrived + timedelta(days=rng.randint(2, 5)))
        basis = "sel-85a" if decided >= BASIS_85A_FROM else "sel-85"
        decision = _decision(_OUTCOMES[state], basis, at(decided, 14, rng.randrange(60)), rng, speech)
    return Referral(
        f"referral-door-{number}",
        person,
        at(arrived, rng.randint(8, 15), rng.randrange(60)),
        source,
        f"{rng.choice(caseworkers)}, Solby" if in_order else rng.choice(_SOURCES[source][1]),
        speech.say("course", "reason", rng.choice(("shelter", "street", "with_others", "own_tenancy"))),
        wish,
        speech.say("wishes", "purposes", "housing") if in_order else "",
        case_number(number + 5000, arrived) if in_order else "",
        _target_groups(problems, True, rng),
        state,
        "",
        answers[: rng.randint(1, 5)] if state == "new" else answers,
        decision,
        "intake",
    )
