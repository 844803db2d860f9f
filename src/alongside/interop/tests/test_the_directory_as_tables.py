"""The directory as a package of CSV tables: what came in goes out again, and no cell is carried out on the way."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.config.cli import main
from alongside.interop.cells import disarmed, rearmed
from alongside.interop.hsds import package, tables
from alongside.interop.hsds.errors import DirectoryRefused
from alongside.interop.hsds.exchanging import look_at, package_of, take_in_directory
from alongside.interop.tests.hsds_samples import SAMPLES, needs_samples
from alongside.services.models import Service
from alongside.services.operations import write_service
from alongside.services.rules import Offer

HOUSE, OTHER = "0b6f2b1e-2a53-4d53-8c39-6f0f2d5b6a00", "0b6f2b1e-2a53-4d53-8c39-6f0f2d5b6a09"
SOUP, BATH = "0b6f2b1e-2a53-4d53-8c39-6f0f2d5b6a01", "0b6f2b1e-2a53-4d53-8c39-6f0f2d5b6a02"
PLACE = {
    "id": "p",
    "name": "The square",
    "addresses": [{"id": "a", "address_1": "Torvet 1", "city": "Solby"}],
}
TOWN = {
    "id": HOUSE,
    "name": "A house of many doors",
    "locations": [{**PLACE, "latitude": 57.04}],
    "services": [
        {
            "id": SOUP,
            "name": "Soup and a chair",
            "status": "active",
            "minimum_age": 18,
            "phones": [
                {"id": "f", "number": "+45 12 34 56 78", "languages": [{"id": "l", "name": "Danish"}]}
            ],
            "service_at_locations": [{"id": "x", "location": {**PLACE, "latitude": 57.04}}],
            "of our own": {"deep": [1, None, "="]},
        },
        {
            "id": BATH,
            "name": "=1+1",
            "status": "active",
            "phones": [
                {"id": "f", "number": "+45 12 34 56 78", "languages": [{"id": "l", "name": "Danish"}]}
            ],
            "service_at_locations": [{"id": "y", "location": {**PLACE, "latitude": 57.04}}],
        },
    ],
}


def _json(found) -> bytes:
    return json.dumps(found).encode()


def _packed(**texts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in texts.items():
            made.writestr(f"{name}.csv", text)
    return held.getvalue()


def _table(content: bytes, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        return list(csv.DictReader(io.StringIO(made.read(f"{name}.csv").decode(), newline="")))


ORGANISATIONS = f"id,name\n{HOUSE},The town\n"


def test_what_came_as_json_goes_out_as_tables_and_comes_in_again_as_it_was(amina):
    take_in_directory(by=amina, content=_json(TOWN))
    content = package_of(amina)
    again = take_in_directory(by=amina, content=content)
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    by_name = {**TOWN, "services": TOWN["services"][::-1]}
    assert json.loads(package.as_json(content)) == [by_name]


def test_what_stands_in_two_places_is_one_row_and_stands_in_both_again():
    made = tables.tables_of([TOWN])
    assert [row["id"] for row in made["locations"]] == ["p"]
    assert made["locations"][0]["organization_id"] == HOUSE
    assert [row["location_id"] for row in made["service_at_location"]] == ["p", "p"]
    # A phone names one service only, so it has a row for each, and what it holds is written once.
    assert [(row["id"], row["service_id"]) for row in made["phones"]] == [("f", SOUP), ("f", BATH)]
    assert len(made["languages"]) == len(made["addresses"]) == 1
    assert tables.documents_of(made) == [TOWN]


def test_two_texts_under_one_id_are_two_rows():
    moved = {**PLACE, "addresses": [{"id": "a", "address_1": "Havnen 2"}]}
    town = {
        **TOWN,
        "services": [
            TOWN["services"][0],
            {**TOWN["services"][1], "service_at_locations": [{"id": "y", "location": moved}]},
        ],
    }
    [read] = tables.documents_of(tables.tables_of([town]))
    streets = [
        one["service_at_locations"][0]["location"]["addresses"][0]["address_1"] for one in read["services"]
    ]
    assert streets == ["Torvet 1", "Havnen 2"]


def test_what_belongs_to_nothing_in_the_package_comes_back(amina):
    content = _packed(
        organizations=ORGANISATIONS,
        services=f"id,organization_id,name,status\n{SOUP},{HOUSE},Soup,active\n",
        taxonomies="id,name\nt,Kinds\n",
        contacts="id,organization_id,name\nc,nobody,Ann\n",
        phones="id,contact_id,service_id,number\nf,c,,112\ng,c," + SOUP + ",113\n",
        a_profile_of_theirs="id,note\nz,kept\n",
    )
    take_in_directory(by=amina, content=content)
    out = package_of(amina)
    assert _table(out, "taxonomies") == [{"id": "t", "name": "Kinds"}]
    assert _table(out, "contacts") == [{"id": "c", "organization_id": "nobody", "name": "Ann"}]
    assert _table(out, "a_profile_of_theirs") == [{"id": "z", "note": "kept"}]
    assert {(row["id"], row["contact_id"], row["number"]) for row in _table(out, "phones")} == {
        ("f", "c", "112"),
        ("g", "c", "113"),
    }
    assert take_in_directory(by=amina, content=out).same == 1


def test_a_change_here_is_in_the_tables(amina):
    take_in_directory(by=amina, content=_json(TOWN))
    service = Service.objects.get(hsds_id=SOUP)
    offer = Offer(
        **{name: getattr(service.offer, name) for name in Offer.__dataclass_fields__} | {"city": "Havnely"}
    )
    write_service(by=amina, offer=offer, provider=TOWN["name"], service=service)
    read = json.loads(package.as_json(package_of(amina)))
    cities = [
        one["service_at_locations"][0]["location"]["addresses"][0]["city"] for one in read[0]["services"]
    ]
    assert sorted(cities) == ["Havnely", "Solby"]


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12) | st.text(
    "='+-@;,|\"\n\r\t a", max_size=8
)


@given(TEXT)
def test_a_cell_is_read_as_it_was_written(text):
    assert rearmed(disarmed(text)) == text


@given(TEXT, st.sampled_from(["", ",", ";", "|", "\t", "\n", "\r", '"']))
def test_wherever_a_program_cuts_nothing_is_carried_out(text, cut):
    cells = disarmed(text).split(cut) if cut else [disarmed(text)]
    assert all(cell.strip(" \t\r\n")[:1] not in {"=", "+", "-", "@"} for cell in cells)


VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT.filter(bool)
)
ROWS = st.dictionaries(st.sampled_from(["description", "minimum_age", "extension", "latitude", "x"]), VALUES)


@settings(max_examples=60)
@given(st.lists(ROWS, max_size=3), st.lists(ROWS, max_size=3))
def test_whatever_a_directory_says_comes_back_from_its_tables(phones, places):
    def without_nothing(row, **more):
        return {key: value for key, value in row.items() if value is not None} | more

    service = {
        "id": SOUP,
        "name": "Soup",
        "phones": [without_nothing(row, id=f"f{place}") for place, row in enumerate(phones)],
        "service_at_locations": [
            {"id": f"x{place}", "location": without_nothing(row, id=f"p{place}")}
            for place, row in enumerate(places)
        ],
    }
    service = {key: value for key, value in service.items() if value}
    town = {"id": HOUSE, "name": "The town", "services": [service]}
    read = json.loads(package.as_json(package.packed([town])))
    assert _as_numbers(read) == _as_numbers([town])


def _as_numbers(found):
    """A text that is a number where the specification has one is that number."""
    if isinstance(found, list):
        return [_as_numbers(one) for one in found]
    if not isinstance(found, dict):
        return found
    return {
        key: _as_numbers(tables.read_cell("phones" if key == "extension" else "locations", key, value))
        if isinstance(value, str)
        else _as_numbers(value)
        for key, value in found.items()
    }


def test_the_same_directory_is_the_same_file(amina):
    take_in_directory(by=amina, content=_json(TOWN))
    assert package_of(amina) == package_of(amina)


SERVICES = f"id,organization_id,name\n{SOUP},{HOUSE},Soup\n"


@pytest.mark.parametrize(
    ("content", "element"),
    [
        (b"PK\x03\x04 and no more", ""),
        (_packed(services=SERVICES), "organizations.csv"),
        (_packed(organizations="id,name\n"), "organizations.csv"),
        (_packed(organizations=ORGANISATIONS, services="id,name\n1,Soup\n"), "services.csv, row 2"),
        (_packed(organizations=ORGANISATIONS + f"{OTHER},a,b\n"), "organizations.csv, row 3"),
        (_packed(organizations='id,name,x:json\n1,a,{\n'), "organizations.csv, row 2"),
        (_packed(organizations="id,id\n1,2\n"), "organizations.csv"),
        (_packed(organizations=ORGANISATIONS, phones='id,number\n1,"2\n'), "phones.csv"),
        (_packed(organizations=ORGANISATIONS, **{"Not a table": "id\n"}), "Not a table.csv"),
        (_packed(organizations="id,name\n7,The town\n"), "[0].id"),
    ],
)  # fmt: skip
def test_a_package_with_a_fault_is_refused_whole_and_says_where(amina, content, element):
    with pytest.raises(DirectoryRefused) as refused:
        take_in_directory(by=amina, content=content)
    assert refused.value.problems[0].element == element
    assert not Service.objects.exists()


def _many_places() -> bytes:
    """Each of 300 services in the one place, which has 300 phones: small as tables, 90,000 rows when it is nested."""
    ids = [f"0b6f2b1e-2a53-4d53-8c39-{place:012x}" for place in range(300)]
    return _packed(
        organizations=ORGANISATIONS,
        services="id,organization_id,name\n" + "".join(f"{one},{HOUSE},S\n" for one in ids),
        service_at_location="id,service_id,location_id\n" + "".join(f"x{one},{one},p\n" for one in ids),
        locations="id,name\np,Here\n",
        phones="id,location_id,number\n" + "".join(f"f{one},p,1\n" for one in ids),
    )


@pytest.mark.parametrize(
    "content",
    [
        _packed(organizations=ORGANISATIONS, phones="id,number\n" + "1,2\n" * 20_001),
        _packed(organizations=ORGANISATIONS, phones="id,number\n1," + " " * (8 * 1024 * 1024)),
        _packed(organizations=",".join(f"c{place}" for place in range(201))),
        _packed(**{f"t{place}": "id\n" for place in range(61)}),
        b"PK\x03\x04" + b" " * 1024 * 1024,
        _many_places(),
    ],
    ids=["rows", "bytes", "columns", "tables", "packed", "nested"],
)
def test_a_package_that_would_grow_beyond_bounds_is_refused(amina, content):
    with pytest.raises(DirectoryRefused) as refused:
        look_at(amina, content)
    assert "too large" in refused.value.problems[0].says


@pytest.mark.parametrize("deep", [50, 300, 900])
def test_what_is_nested_without_end_never_surprises(amina, deep):
    town = {"id": HOUSE, "name": "The town", "services": [{"id": SOUP, "name": "Soup", "x": 0}]}
    content = _json(town).replace(b'"x": 0', b'"x": ' + b"[" * deep + b"]" * deep)
    try:
        take_in_directory(by=amina, content=content)
    except DirectoryRefused:
        return
    assert take_in_directory(by=amina, content=package_of(amina)).same == 1


def test_from_the_console(house, tmp_path, capsys):
    file, out = tmp_path / "town.zip", tmp_path / "out.zip"
    file.write_bytes(_packed(organizations=ORGANISATIONS, services=SERVICES))
    name = ["--agency", house.agency.name]
    assert main(["services", "import", "--json", str(file), *name]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["new"] == 1
    assert main(["services", "export", "--out", str(out), *name]) == 0
    assert [row["name"] for row in _table(out.read_bytes(), "services")] == ["Soup"]


def _said(content: bytes) -> dict[str, list[list[tuple[str, str]]]]:
    """Every cell that is not empty, by table and row."""
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        names = [one.removesuffix(".csv") for one in made.namelist() if one.endswith(".csv")]
    return {
        name: sorted(
            sorted((key, rearmed(cell)) for key, cell in row.items() if cell) for row in _table(content, name)
        )
        for name in names
    }


@needs_samples
def test_the_specifications_own_tables_come_back_without_loss(amina):
    assert SAMPLES is not None
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for file in sorted((SAMPLES / "csv").iterdir()):
            made.writestr(f"example/{file.name}", file.read_bytes())
    assert take_in_directory(by=amina, content=held.getvalue()).new == 1
    with zipfile.ZipFile(held) as made:
        whole = _packed(
            **{Path(one).stem: made.read(one).decode() for one in made.namelist() if one.endswith(".csv")}
        )
    assert _said(package_of(amina)) == _said(whole)
    assert take_in_directory(by=amina, content=held.getvalue()).same == 1


@needs_samples
def test_the_specifications_own_document_comes_back_from_tables_as_it_is(amina):
    assert SAMPLES is not None
    example = json.loads((SAMPLES / "organization_full.json").read_text())
    take_in_directory(by=amina, content=_json(example))
    assert json.loads(package.as_json(package_of(amina))) == [example]
    assert take_in_directory(by=amina, content=package_of(amina)).changed == 0
