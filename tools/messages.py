"""The Danish and French catalogues, kept in step with the texts of code and templates.

Usage: python -m tools.messages extract          collect the texts, keep what is translated
       python -m tools.messages check            say what is missing or does not fit; exit 1 if anything

Needs no gettext programs. Code is read by Babel. Templates are read by Django's own `templatize`, and the
`:attribute="_('…')"` expressions of components, which Django does not see, are found here. A translation is
never guessed: a text that changed comes back empty.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "alongside"
LOCALE = SOURCE / "locale"
LANGUAGES = ("da", "fr")

# A function name and which of its arguments are (context "c",) text and plural, as Babel writes it.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NOT_SHOWN = {"tests", "migrations"}

LITERAL = r"""u?(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
# What `templatize` leaves of a template, among blanked-out characters: comments for translators, and calls.
LEFT_BY_TEMPLATIZE = re.compile(
    rf"#\s*(?P<comment>Translators[^\n]*)"
    rf"|(?<!\w)(?P<function>n?p?gettext|_)\((?P<arguments>{LITERAL}(?:\s*,\s*{LITERAL})*)\s*(?:,\s*count)?\)"
)
COMPONENT_TAG = re.compile(r"<c-[\w.-]+(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
COMPONENT_EXPRESSION = re.compile(r"""\s:[\w.-]+=(?:"([^"]*)"|'([^']*)')""")
CONSTANT = re.compile(rf"(?<!\w)_\(({LITERAL})\)")

PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")


@dataclass(frozen=True)
class Text:
    """One text to translate, as the code or template holds it."""

    text: str
    plural: str = ""
    context: str = ""
    comment: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        """The text as a catalogue keys it: a pair when it has a plural."""
        return (self.text, self.plural) if self.plural else self.text


def texts_of_code(path: Path) -> Iterator[Text]:
    """The texts of a Python file.

    Raises:
        SyntaxError: `gettext` goes by a name that is not looked for: its texts would never be translated.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for alias in node.names:
                if "gettext" in alias.name and (alias.asname or alias.name) not in KEYWORDS:
                    raise SyntaxError(f"{path}: call {alias.name} by its name or _, not {alias.asname}")
    for _, found, comments, context in extract_from_file(
        "python", path, keywords=KEYWORDS, comment_tags=["Translators"], options={"encoding": "utf-8"}
    ):
        text, plural = (found[0], found[1]) if isinstance(found, tuple) else (found, "")
        yield Text(text, plural, context or "", " ".join(comments))


def texts_of_template(source: str, origin: str) -> Iterator[Text]:
    """The texts of a Django template with components.

    Raises:
        SyntaxError: a `blocktranslate` holds another tag.
    """
    from django.utils.translation.template import templatize

    comment = ""
    for match in LEFT_BY_TEMPLATIZE.finditer(templatize(source, origin)):
        if match["comment"]:
            comment = match["comment"].strip(" #}|")
            continue
        arguments = [str(value) for value in ast.literal_eval(f"[{match['arguments']}]")]
        context = arguments.pop(0) if "p" in match["function"].removesuffix("gettext") else ""
        plural = arguments[1] if match["function"].startswith("n") else ""
        yield Text(arguments[0], plural, context, comment)
        comment = ""
    for tag in COMPONENT_TAG.finditer(source):
        for expression in COMPONENT_EXPRESSION.finditer(tag[0]):
            for constant in CONSTANT.finditer(expression[1] or expression[2]):
                yield Text(str(ast.literal_eval(constant[1])).replace("%", "%%"))


def files() -> list[Path]:
    """The code and templates whose texts people see."""
    found = [*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templates/**/*.txt")]
    return sorted(path for path in found if not NOT_SHOWN & set(path.relative_to(SOURCE).parts))


def collect(paths: Iterable[Path]) -> Catalog:
    """All texts of `paths`, with the files they stand in."""
    catalogue = Catalog()
    for path in paths:
        name = path.relative_to(ROOT).as_posix()
        texts = (
            texts_of_code(path)
            if path.suffix == ".py"
            else texts_of_template(path.read_text(encoding="utf-8"), name)
        )
        for text in texts:
            catalogue.add(
                text.id,
                locations=[(name, 0)],
                auto_comments=[text.comment] if text.comment else [],
                context=text.context or None,
            )
    return catalogue


def merged(collected: Catalog, kept: Catalog, language: str) -> Catalog:
    """The catalogue of `language`: the collected texts with the translations already kept for them."""
    catalogue = Catalog(locale=language, fuzzy=False)
    for message in in_order(collected):
        known = kept.get(message.id, message.context)
        catalogue.add(
            message.id,
            string=known.string if known and known.pluralizable == message.pluralizable else "",
            locations=message.locations,
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known else [],
            context=message.context,
        )
    return catalogue


def in_order(catalogue: Catalog) -> list[Message]:
    """The messages of a catalogue without its header, in the order they are written."""
    return sorted((m for m in catalogue if m.id), key=lambda m: (str(m.id), m.context or ""))


def catalogue_path(language: str) -> Path:
    """Where the catalogue of `language` stands."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """The catalogue of `language` as it stands; empty when there is none yet."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


HEADER = """\
# Alongside. `make messages` collects the texts; write the translations here.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def write(catalogue: Catalog, language: str) -> None:
    """Write a catalogue sorted, without dates or line numbers: only what changed differs."""
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.format(language=language, plural=catalogue.plural_forms).encode())
        write_po(
            file,
            catalogue,
            width=110,
            omit_header=True,
            sort_output=True,
            ignore_obsolete=True,
            include_lineno=False,
        )


def strings(message: Message) -> tuple[str, ...]:
    """The translations of a message: one, or one per plural form."""
    found = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    return tuple(text or "" for text in found)


def problems(collected: Catalog, catalogue: Catalog, language: str) -> Iterator[str]:
    """What is missing in a catalogue or does not fit its text."""
    wanted = {(m.id, m.context): m for m in collected if m.id}
    have = {(m.id, m.context): m for m in catalogue if m.id}
    for key in sorted(wanted.keys() - have.keys(), key=str):
        yield f"{language}: not in the catalogue (run `make messages`): {shown(key[0])}"
    for key in sorted(have.keys() - wanted.keys(), key=str):
        yield f"{language}: no longer used (run `make messages`): {shown(key[0])}"
    for key in sorted(wanted.keys() & have.keys(), key=str):
        yield from (f"{language}: {problem}: {shown(key[0])}" for problem in faults(have[key]))


def faults(message: Message) -> Iterator[str]:
    """What is wrong with one translation, in words."""
    sources = list(message.id) if isinstance(message.id, (tuple, list)) else [message.id]
    translations = strings(message)
    if not all(translations):
        yield "not translated"
        return
    if message.fuzzy:
        yield "marked as uncertain (fuzzy)"
    wanted = placeholders(sources[-1])
    for form, translation in enumerate(translations):
        # The singular may write its number as a word ("en dag" for "%(n)s day").
        may_leave_out = len(translations) > 1 and form == 0
        if not placeholders(translation) <= wanted or (
            placeholders(translation) < wanted and not may_leave_out
        ):
            yield f"other placeholders than {sorted(wanted)}"
        if sorted(TAG.findall(translation)) != sorted(TAG.findall(sources[-1])):
            yield "other HTML tags"
        if translation.strip() != translation and sources[0].strip() == sources[0]:
            yield "a space at its beginning or end"


def placeholders(text: str) -> frozenset[str]:
    """The `%(name)s` and `{name}` in a text."""
    return frozenset(PLACEHOLDER.findall(text.replace("%%", "")))


def shown(identity: object) -> str:
    """A text as a line of a report, shortened."""
    text = " / ".join(identity) if isinstance(identity, (tuple, list)) else str(identity)
    text = " ".join(text.split())
    return f"“{text if len(text) <= 90 else text[:89] + '…'}”"


def extract() -> int:
    """Bring both catalogues up to date with the source."""
    collected = collect(files())
    for language in LANGUAGES:
        catalogue = merged(collected, read(language), language)
        write(catalogue, language)
        missing = sum(not all(strings(message)) for message in catalogue if message.id)
        print(f"{language}: {len(catalogue)} texts, {missing} not translated")
    return 0


def check() -> int:
    """Print every problem of both catalogues."""
    collected = collect(files())
    found = [line for language in LANGUAGES for line in problems(collected, read(language), language)]
    for line in found[:60]:
        print(line)
    if len(found) > 60:
        print(f"… and {len(found) - 60} more")
    return 1 if found else 0


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("do", choices=("extract", "check"))
    return extract() if parser.parse_args().do == "extract" else check()


if __name__ == "__main__":
    sys.exit(main())
