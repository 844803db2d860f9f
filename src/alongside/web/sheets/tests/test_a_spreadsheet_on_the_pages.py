"""A spreadsheet goes in through pages that work without JavaScript: upload, columns, rows, in, and the rest back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alongside.enrolments.models import Enrolment
from alongside.interop.models import Sheet, SheetStatus
from alongside.kernel import jobs
from alongside.kernel.ids import new_id
from alongside.kernel.models import Job, JobState
from alongside.people.models import Person

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
ROWS = "Navn;Født;Kon\nBodil Ås;24.12.75;K\nBo Dam;i går;?\n=cmd|x;1.1.1980;+45\nJonas Krog;4.3.1992;\n"


def sent(client: Client, rows: str | bytes = ROWS, *, name: str = "Borgere.csv", **more: Any) -> Any:
    content = rows if isinstance(rows, bytes) else rows.encode()
    data = {"kind": "people", "file": SimpleUploadedFile(name, content), "key": str(new_id()), **more}
    return client.post("/sheets/", data, follow=True)


def test_from_upload_to_the_file_that_comes_back(sign_in: SignIn, jonas: Enrolment) -> None:
    ilse = sign_in("ilse")
    assert "From a spreadsheet" in ilse.get("/intake/").content.decode()
    page = sent(ilse)
    assert page.redirect_chain[-1][0].endswith("/columns/")
    assert "Bodil Ås" in page.content.decode()
    sheet = Sheet.objects.get()
    seen = ilse.post(
        f"/sheets/{sheet.pk}/columns/",
        {"column_0": "full_name", "column_1": "birth_date", "column_2": "sex"},
        follow=True,
    ).content.decode()
    assert "Nothing has been written yet" in seen
    assert "“i går” is not a day" in seen
    assert "Jonas Krogh" in seen
    assert "Words to explain" in seen
    only = ilse.get(f"/sheets/{sheet.pk}/?show=problem").content.decode()
    assert "Bo Dam" in only
    assert "Bodil" not in only
    ilse.post(f"/sheets/{sheet.pk}/rows/5/", {"choice": "new"})
    done = ilse.post(f"/sheets/{sheet.pk}/begin/", follow=True).content.decode()
    assert "Download what came back" in done
    assert Person.objects.unscoped().count() == 3
    back = ilse.get(f"/sheets/{sheet.pk}/rest/")
    assert back["Cache-Control"] == "no-store"
    tab = openpyxl.load_workbook(io.BytesIO(back.content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in tab.iter_rows()]
    assert rows[0] == ["Navn", "Født", "Kon", "Why it came back"]
    assert [row[0] for row in rows[1:]] == ["Bo Dam", "'=cmd|x"]
    assert rows[2][2] == "'+45"
    assert all(cell.data_type != "f" for row in tab.iter_rows() for cell in row)


def test_words_are_explained_on_the_page(sign_in: SignIn) -> None:
    ilse = sign_in("ilse")
    sent(ilse, "Navn;Køn\nBodil Ås;hunkøn\n")
    sheet = Sheet.objects.get()
    ilse.post(f"/sheets/{sheet.pk}/columns/", {"column_0": "full_name", "column_1": "sex"})
    assert sheet.rows.get().verdict == "problem"
    ilse.post(f"/sheets/{sheet.pk}/words/", {"sex-0": "female"})
    assert sheet.rows.get().verdict == "new"


def test_what_is_missing_or_chosen_twice_is_said_at_the_form(sign_in: SignIn) -> None:
    ilse = sign_in("ilse")
    sent(ilse)
    sheet = Sheet.objects.get()
    address = f"/sheets/{sheet.pk}/columns/"
    nobody = ilse.post(address, {"column_1": "birth_date"})
    assert nobody.status_code == 422
    assert "Choose a column for" in nobody.content.decode()
    twice = ilse.post(address, {"column_0": "full_name", "column_1": "full_name"})
    assert "Another column has this field already" in twice.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xlsx", b"PK\x03\x04 not a workbook", "not a spreadsheet we can read"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "older kind of file"),
        ("a.csv", b"", "no rows in this file"),
        ("a.csv", b"Navn;By\n", "no rows in this file"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a spreadsheet we can read"),
        ("a.csv", b"a;" * 200 + b"\nb", "too large"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(sign_in: SignIn, name: str, content: bytes, says: str) -> None:
    page = sent(sign_in("ilse"), content, name=name)
    assert page.status_code == 200
    assert says in page.content.decode()
    assert Sheet.objects.get().status == SheetStatus.REFUSED


def test_a_sheet_is_seen_by_whoever_uploaded_it_alone(sign_in: SignIn) -> None:
    sent(sign_in("ilse"))
    sheet = Sheet.objects.get()
    for name in ("ada", "amina", "sofie", "per", "karin"):
        assert sign_in(name).get(f"/sheets/{sheet.pk}/columns/").status_code == 404
    assert sign_in("ada").get("/sheets/").status_code == 404
    assert sign_in("sofie").get("/sheets/").status_code == 404


def test_sending_the_form_twice_reads_the_file_once(sign_in: SignIn) -> None:
    ilse, key = sign_in("ilse"), str(new_id())
    sent(ilse, key=key)
    sent(ilse, key=key)
    assert Sheet.objects.count() == 1


def test_a_large_file_shows_how_far_it_is_and_can_be_stopped(
    sign_in: SignIn, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alongside.interop.sheets import flow, progress

    settings.JOBS_AT_ONCE = False
    monkeypatch.setattr(flow, "FEW_ROWS", 1)
    monkeypatch.setattr(progress, "STEP", 1)
    ilse = sign_in("ilse")
    sent(ilse, "Navn;Født\n" + "".join(f"Person {place};{place}.5.1980\n" for place in range(1, 10)))
    sheet = Sheet.objects.get()
    page = ilse.post(
        f"/sheets/{sheet.pk}/columns/", {"column_0": "full_name", "column_1": "birth_date"}, follow=True
    ).content.decode()
    assert "It begins in a moment" in page
    sheet.refresh_from_db()
    assert sheet.job_id is not None
    jobs.carry_out(sheet.job_id)
    ilse.post(f"/sheets/{sheet.pk}/begin/")
    sheet.refresh_from_db()
    Job.objects.filter(pk=sheet.job_id).update(done=4, total=9, state=JobState.RUNNING)
    live = ilse.get(f"/sheets/{sheet.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "4 of 9 rows" in live
    assert "<html" not in live
    Job.objects.filter(pk=sheet.job_id).update(state=JobState.WAITING)
    say = jobs.Work.progress

    def say_and_stop(self: jobs.Work, done: int, total: int) -> None:
        if done == 3:
            ilse.post(f"/sheets/{sheet.pk}/stop/")
        say(self, done, total)

    monkeypatch.setattr(jobs.Work, "progress", say_and_stop)
    jobs.carry_out(sheet.job_id)
    sheet.refresh_from_db()
    assert (sheet.status, sheet.counts["taken_new"], sheet.counts["back"]) == (SheetStatus.DONE, 3, 6)
    assert Person.objects.unscoped().count() == 3
    assert ilse.get(f"/sheets/{sheet.pk}/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"


@pytest.mark.parametrize("language", ["en", "da", "fr"])
@pytest.mark.parametrize("kind", ["people", "caseload"])
def test_an_empty_spreadsheet_is_read_back_with_every_column_known(
    sign_in: SignIn, language: str, kind: str
) -> None:
    from alongside.interop.sheets.fields import fields_of
    from alongside.interop.sheets.matching import guess
    from alongside.organisation.profile import load_profile

    page = sign_in("ilse", language).get(f"/sheets/empty/{kind}/")
    tab = openpyxl.load_workbook(io.BytesIO(page.content)).worksheets[0]
    headers = [str(cell.value) for cell in tab[1]]
    fields = fields_of(kind, load_profile("dk-icm"))
    found = guess(fields, headers, [[] for _ in headers])
    assert set(found) >= {one.name for one in fields} - {"full_name"}


def test_throwing_it_away_leaves_the_report(sign_in: SignIn) -> None:
    ilse = sign_in("ilse")
    sent(ilse)
    sheet = Sheet.objects.get()
    ilse.post(f"/sheets/{sheet.pk}/forget/", follow=True)
    sheet.refresh_from_db()
    assert (sheet.status, sheet.headers, sheet.rows.count()) == (SheetStatus.FORGOTTEN, "", 0)
    assert ilse.get(f"/sheets/{sheet.pk}/").status_code == 200
    assert ilse.get(f"/sheets/{sheet.pk}/rest/").status_code == 404


@pytest.mark.parametrize(("name", "kind"), [("ilse", "people"), ("ilse", "caseload"), ("amina", "contacts")])
def test_a_try_out_has_a_file_to_try_with(
    sign_in: SignIn, jonas: Enrolment, settings: Any, name: str, kind: str
) -> None:
    client = sign_in(name)
    assert client.get(f"/sheets/example/{kind}/").status_code == 404
    settings.DEMO_MODE = True
    found = client.get(f"/sheets/example/{kind}/").content
    page = sent(client, found, name="forsøg.xlsx", kind=kind).content.decode()
    assert "Still to be found" not in page
    assert "Bodil" in page or "Jonas" in page
