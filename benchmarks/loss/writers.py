"""Clients that type, save and send twice, while the server dies under them again and again."""

from __future__ import annotations

import html
import http.client
import re
import threading
from dataclasses import dataclass
from random import Random
from uuid import UUID

from benchmarks.installation import HOST
from benchmarks.load import Answer, Client, NotAnswered, hidden_fields
from benchmarks.loss.ledger import WORDS, Ledger, Note, words

TEXT = re.compile(r'<textarea[^>]*name="text"[^>]*>(.*?)</textarea>', re.S)
PAUSE = 0.05
"""Seconds before a client tries again when nobody answers."""
GONE = (OSError, http.client.HTTPException)
"""What a client sees when the server dies while it is asked."""


@dataclass(frozen=True)
class Place:
    """Who writes, and about which course."""

    user_id: UUID
    username: str
    enrolment_id: UUID


class Writer(threading.Thread):
    """One person at one browser, writing one note after the other about one course.

    They type a few turns, each saved as a draft; now and then their page dies and they open it anew; then they sign,
    often with a double tap. When nobody answers they do what people do: try again.
    """

    def __init__(self, number: int, place: Place, ledger: Ledger, port: int, seed: int) -> None:
        super().__init__(daemon=True, name=f"writer-{number}")
        self.number, self.place, self.ledger, self.port = number, place, ledger, port
        self.chance = Random(f"{seed}/{number}")  # noqa: S311 - repeatable, not secret
        self.client = Client(HOST, port)
        self.over = threading.Event()
        self.came_to_an_end = False

    @property
    def form(self) -> str:
        """The page of the note."""
        return f"/courses/{self.place.enrolment_id}/contacts/new/"

    def run(self) -> None:
        """Write until it is over; the note that was begun is brought to its end."""
        number = 0
        while not self.over.is_set():
            number += 1
            note = Note(self.number, number, self.place.user_id, self.place.enrolment_id)
            note.plans = self.chance.random() < 0.3
            self._write(self.ledger.begin(note))
        self.came_to_an_end = True

    def _write(self, note: Note) -> None:
        turn = 0
        turns = self.chance.randint(2, 7)
        fields = self._open(note)
        while turn < turns:
            turn += 1
            if not self._keep(note, fields, turn) or self.chance.random() < 0.1:
                # The tab crashed, or they went to another device: what was acknowledged must be there again.
                self.ledger.count("pages opened anew")
                fields = self._open(note)
                if not fields:
                    return
        while not self._sign(note, fields, turn):
            fields = self._open(note)
            if not fields:
                return

    def _open(self, note: Note) -> dict[str, str]:
        """Open the form and compare what it offers with what was acknowledged. Nothing when the note is signed.

        Raises:
            NotAnswered: the server answered with something else than the form.
        """
        for key in note.keys:
            # As the back button asks: what became of the form that was sent?
            if self._until_answered("GET", f"{self.form}?sent={key}", {}).status == 302:
                note.signed = True
                self.ledger.count("signed, answer lost")
                return {}
        answer = self._until_answered("GET", self.form, {})
        if answer.status != 200:
            raise NotAnswered(f"note {note.name}: the form answered {answer.status}")
        found = TEXT.search(answer.text)
        shown = html.unescape(found[1]).strip() if found else ""
        said = WORDS.search(shown)
        if said is None:
            if note.kept:
                self.ledger.fault(f"note {note.name}: draft of turn {note.kept} is not offered again")
        elif f"{said[1]}-{said[2]}" != note.name:
            self.ledger.fault(f"note {note.name}: the form offers note {said[1]}-{said[2]}")
        elif int(said[3]) < note.kept:
            self.ledger.fault(f"note {note.name}: turn {note.kept} was acknowledged, {said[3]} is offered")
        else:
            self.ledger.count("drafts offered again")
        return hidden_fields(answer.text)

    def _keep(self, note: Note, fields: dict[str, str], turn: int) -> bool:
        """Send what is typed now, as the page does; False when the page is given up."""
        address = f"/drafts/contact/{self.place.enrolment_id}/"
        for _ in range(self.chance.randint(1, 4)):
            body = fields | self._typed(note, turn) | {"draft_turn": str(turn)}
            answer = self._ask("POST", address, body)
            if answer is None:
                self.over.wait(PAUSE)
                continue
            if answer.status == 200:
                note.kept = turn
                self.ledger.count("drafts acknowledged")
                return True
            if answer.status == 409 and note.sent:
                return False
            self.ledger.fault(f"note {note.name}: its draft was answered with {answer.status}")
            return False
        return False

    def _sign(self, note: Note, fields: dict[str, str], turn: int) -> bool:
        """Sign, often with a double tap. True when it is known to be signed."""
        body = fields | self._typed(note, turn)
        note.sent.add(turn)
        if body["key"] not in note.keys:
            note.keys.append(body["key"])
        answers: list[Answer | None] = []
        if self.chance.random() < 0.5:
            self.ledger.count("double taps")
            other = Client(HOST, self.port)
            other.cookies = dict(self.client.cookies)
            second = threading.Thread(
                target=lambda: answers.append(self._ask("POST", self.form, body, other))
            )
            second.start()
            answers.append(self._ask("POST", self.form, body))
            second.join()
            other.connection.close()
        else:
            answers.append(self._ask("POST", self.form, body))
        for answer in answers:
            if answer is not None and answer.status == 302:
                note.signed = True
            elif answer is not None:
                self.ledger.fault(f"note {note.name}: signing was answered with {answer.status}")
        if note.signed:
            self.ledger.count("notes acknowledged")
        else:
            self.ledger.count("signed into the void")
        return note.signed

    def _typed(self, note: Note, turn: int) -> dict[str, str]:
        typed = {
            "how": "phone",
            "when": "now",
            "length": "15",
            "there": "person",
            "text": words(note.client, note.number, turn),
        }
        if note.plans:
            plan = {"next_kind": "visit", "next_day": "2099-01-15", "next_clock": "10:00"}
            typed |= plan | {"next_about": f"after note {note.name}"}
        return typed

    def _until_answered(self, method: str, path: str, body: dict[str, str]) -> Answer:
        while True:
            answer = self._ask(method, path, body)
            if answer is not None:
                return answer
            self.over.wait(PAUSE)

    def _ask(
        self, method: str, path: str, body: dict[str, str], client: Client | None = None
    ) -> Answer | None:
        """Ask once; None when the server was not there or died before it had answered."""
        client = client or self.client
        try:
            answer = client.get(path) if method == "GET" else client.post(path, body)
            self.ledger.count("answers")
            return answer
        except GONE:
            client.connection.close()
            return None
