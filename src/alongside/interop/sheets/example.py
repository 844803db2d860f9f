"""A spreadsheet to try with, as real ones are: invented people, someone who is here, and a few slips of the pen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from alongside.interop.models import SheetKind
from alongside.interop.sheets.house import House
from alongside.people.models import Person

Rows = list[Sequence[str]]
_INVENTED = (
    ("Bodil Ås", "24.12.1975", "K"),
    ("Hassan, Ahmed", "3-4-80", "mand"),
    ("Ea Lindegaard", "1991-02-09", "f"),
    ("Poul Erik Bæk", "31.2.1968", "M"),
    ("“Mester” fra Havnen", "", ""),
    ("Sigrid Toft", "12. maj 1983", "kvinde"),
)


def example(house: House, people: Sequence[Person]) -> Rows:
    """The rows, a title and the headings first.

    Args:
        people: a few who are here; one comes back nearly as they are written.
    """
    return _ROWS[house.kind](house, people)


def _people(house: House, people: Sequence[Person]) -> Rows:
    rows: Rows = [("Borgerliste",), (), ("Borger", "Fødselsdato", "Køn", "Tlf.", "By", "Tolk")]
    rows += [
        (name, born, sex, f"555{place}01{place}4", "Solby", "ja" if place == 1 else "")
        for place, (name, born, sex) in enumerate(_INVENTED)
    ]
    rows += [(_nearly(one), _day(one.birth_date), "", "", "Solby", "måske") for one in people[:1]]
    return rows


def _caseload(house: House, people: Sequence[Person]) -> Rows:
    names = [name for _key, name in house.choices["worker"]] or [""]
    rows: Rows = [
        ("Sagsliste",),
        (),
        ("Borger", "Fødselsdato", "Køn", "Kontaktperson", "Startdato", "Hjemmel", "Tlf."),
    ]
    for place, (name, born, sex) in enumerate(_INVENTED):
        worker = names[place % min(len(names), 3)]
        began = house.today - timedelta(days=400 - 60 * place)
        # Somebody who works here under another name, and a paragraph as people write it.
        said = "Anne fra natholdet" if place == 4 else worker.split(" ")[0]
        rows.append((name, born, sex, said, _day(began), "§85", ""))
    rows += [
        (_nearly(one), _day(one.birth_date), "", names[0], _day(house.today), "§85", "") for one in people[:1]
    ]
    return rows


def _contacts(house: House, people: Sequence[Person]) -> Rows:
    rows: Rows = [
        ("Borger", "Fødselsdato", "Dato", "Kl.", "Type", "Fremmøde", "Timer", "Notat", "Medarbejder")
    ]
    for place, one in enumerate(people):
        name, born = one.full_name, _day(one.birth_date)
        day = house.today - timedelta(days=9 + place)
        rows += [
            (
                name,
                born,
                _day(day),
                "14.30",
                "Hjemmebesøg",
                "OK",
                "1,5",
                "Vi ringede til lægen sammen.",
                "Lone Holm",
            ),
            (name, born, _day(day - timedelta(days=2)), "", "Telefon", "Udeblev", "", "", "Lone Holm"),
        ]
    rows.append(("Ukendt Mand", "", "i går", "", "Telefon", "", "", "Ringede forgæves.", ""))
    return rows


_ROWS: dict[SheetKind, Callable[[House, Sequence[Person]], Rows]] = {
    SheetKind.PEOPLE: _people,
    SheetKind.CASELOAD: _caseload,
    SheetKind.CONTACTS: _contacts,
}


def _nearly(person: Person) -> str:
    """The name with a slip of the pen."""
    return f"{person.given_name} {person.family_name}s"


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""
