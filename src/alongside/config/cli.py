"""The console command `alongside`.

Each command answers in plain words and ends with 0 (done), 1 (it could not be done, or a check failed),
2 (the command line was not understood) or 130 (stopped with Ctrl-C).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from alongside import __version__
from alongside.config import keys, trail_key

DESCRIPTION = """\
The information system of Intensive Case Management.

To try it:             alongside serve --try-out
To run a service:      alongside migrate, then alongside serve
Settings come from the environment: docs/reference/settings.md
"""
HERE = ("127.0.0.1", "localhost", "::1")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    try:
        _prepare(words)
        arguments = _parser().parse_args(words or ["--help"])
        return int(arguments.run(arguments) or 0)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output (`| head`) has seen enough; nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except keys.KeysLost as error:
        return _sorry(error)
    except Exception as error:
        words_for_it = _in_plain_words(error)
        if words_for_it is None:
            raise
        return _sorry(words_for_it)


def _prepare(words: list[str]) -> None:
    """Bring keys and settings up, so that every room can add its commands."""
    os.umask(0o077)
    if "--try-out" in words:
        _for_trying_out(words)
    if not words or {"-h", "--help", "--version"} & set(words):
        # Help must not leave anything behind: it gets keys that are forgotten with it.
        for name, value in keys.new_keys().items():
            os.environ.setdefault(name, value)
    else:
        folder = Path(os.environ.get("ALONGSIDE_VAR", "var")).resolve()
        if keys.bring(folder, database=_database_file(folder)):
            _note(f"New keys in {_shown(folder / 'keys.env')}: keep a copy apart from the database.")
        if trail_key.bring(folder):
            _note(
                f"New key for the trail in {_shown(folder / 'trail.key')}: keep a copy, and `alongside audit key`."
            )
    import django

    django.setup()


def _for_trying_out(words: list[str]) -> None:
    """Demo sign-ins, and on another address than this machine's any host name: nobody in it is real."""
    os.environ.setdefault("ALONGSIDE_DEMO", "1")
    host = os.environ.get("HOST") or HERE[0]
    for before, word in zip(words, [*words[1:], ""], strict=True):
        if before == "--host":
            host = word
        elif before.startswith("--host="):
            host = before.partition("=")[2]
    if host not in HERE:
        os.environ.setdefault("ALONGSIDE_HOSTS", "*")


def _database_file(folder: Path) -> Path | None:
    url = urlsplit(os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'alongside.sqlite3'}")
    return Path(unquote(url.path[1:])) if url.scheme == "sqlite" else None


def _parser() -> argparse.ArgumentParser:
    from alongside.access import cli as access
    from alongside.audit import cli as audit
    from alongside.config import background, key_commands
    from alongside.datamap import cli as datamap
    from alongside.demo import cli as demo
    from alongside.interop import cli as interop
    from alongside.interop.hsds import console as services
    from alongside.organisation import cli as organisation
    from alongside.people import cli as people

    parser = argparse.ArgumentParser(
        prog="alongside", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"alongside {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_serve(commands)
    background.add_commands(commands)
    _add_migrate(commands)
    demo.add_commands(commands)
    interop.add_commands(commands)
    services.add_commands(commands)
    people.add_commands(commands)
    organisation.add_commands(commands)
    audit.add_commands(commands)
    access.add_commands(commands)
    key_commands.add_commands(commands)
    datamap.add_commands(commands)
    _add_check(commands)
    return parser


def _add_serve(commands: Any) -> None:
    serve = commands.add_parser(
        "serve",
        help="serve the pages",
        description=(
            "Serve the pages with gunicorn until Ctrl-C, and work off background jobs beside them. HOST and PORT in\n"
            "the environment work too."
        ),
        epilog=(
            "examples:\n"
            "  alongside serve --try-out               tables and demo municipality first, then serve\n"
            "  alongside serve --port 8001\n"
            "  ALONGSIDE_HTTPS=1 alongside serve       behind a proxy that speaks HTTPS"
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    serve.add_argument("--host", default=os.environ.get("HOST") or HERE[0], help="address (%(default)s)")
    serve.add_argument(
        "--port", type=_port, default=os.environ.get("PORT") or "8000", help="port (%(default)s)"
    )
    serve.add_argument("--workers", type=_count, default=2, help="processes (%(default)s)")
    serve.add_argument("--threads", type=_count, default=4, help="threads of each process (%(default)s)")
    serve.add_argument(
        "--no-jobs",
        action="store_true",
        help="only serve pages: background jobs are worked off elsewhere (alongside work)",
    )
    serve.add_argument(
        "--try-out",
        action="store_true",
        help="make what is missing first: keys, tables, and the demo municipality when the database is empty",
    )
    serve.set_defaults(run=_serve)


def _serve(arguments: argparse.Namespace) -> int:
    from django.conf import settings

    from alongside.config import background, checkup, serving
    from alongside.demo.cli import sign_ins

    try:
        serving.require_free(arguments.host, arguments.port)
    except serving.CannotListen as error:
        return _sorry(error)
    if not serving.pages_are_built():
        return _sorry(
            "Stylesheets and scripts are not built. In a checkout: make run, or python hatch_build.py"
        )
    if not _may_open_to(arguments.host):
        return 1
    if arguments.try_out:
        _try_out()
    elif pending := checkup.pending_migrations():
        return _sorry(f"The database is {len(pending)} migrations behind. Run: alongside migrate")
    elif not (stored := checkup.keys_open()).ok:
        return _sorry(f"These are not the keys this database was written with. {stored.says}")
    serving.collect_static_files()
    beside = background.Beside()

    def ready() -> None:
        if not arguments.no_jobs:
            beside.start()
        _say(f"\nAlongside answers on {_address(arguments.host, arguments.port)} — Ctrl-C stops it.")
        if settings.DEMO_MODE:
            _say(sign_ins())

    serving.Server(
        host=arguments.host,
        port=arguments.port,
        workers=arguments.workers,
        threads=arguments.threads,
        ready=ready,
        ended=beside.end,
    ).run()
    return 0


def _may_open_to(host: str) -> bool:
    """Whether the address may be listened on; what stands against it is said."""
    from alongside.config import deployment

    grave = deployment.grave_ones(host)
    for one in grave:
        _note(f"  {one.name}: {one.says}\n    {one.do}")
    if grave:
        _sorry(f"{host} can be reached by others, and the above is open. See: alongside check --deploy")
    return not grave


def _try_out() -> None:
    from django.core.management import call_command

    from alongside.config import checkup
    from alongside.demo.cli import make_when_empty

    if checkup.pending_migrations():
        _note("Making the tables …")
        call_command("migrate", verbosity=0, interactive=False)
    make_when_empty()


def _add_migrate(commands: Any) -> None:
    migrate = commands.add_parser(
        "migrate",
        help="bring the tables up to date",
        description="Create or change the tables of the database to fit this version. Take a backup first.",
        epilog="examples:\n  alongside migrate\n  alongside migrate --plan --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    migrate.add_argument("--plan", action="store_true", help="only say what would be done")
    migrate.add_argument("--json", action="store_true", help="print the result as JSON")
    migrate.set_defaults(run=_migrate)


def _migrate(arguments: argparse.Namespace) -> int:
    from django.core.management import call_command

    from alongside.config import checkup
    from alongside.people import cli as people

    pending = checkup.pending_migrations()
    if pending and not arguments.plan:
        call_command("migrate", verbosity=0, interactive=False)
        people.match_when_never_done()
    if arguments.json:
        _say(json.dumps({"pending" if arguments.plan else "applied": pending}))
    elif not pending:
        _say("The tables are up to date.")
    else:
        _say("\n".join(pending))
        _say(f"{len(pending)} migrations {'to apply' if arguments.plan else 'applied'}.")
    return 0


def _add_check(commands: Any) -> None:
    check = commands.add_parser(
        "check",
        help="see whether this installation is in order",
        description=(
            "Ask: does the database answer and is it whole, are the tables up to date, do the keys open what is\n"
            "encrypted, is the audit trail unbroken, does every page say who may open it, is everything built?\n"
            "Exit code 1 when anything is not in order."
        ),
        epilog="examples:\n  alongside check\n  alongside check --json\n  alongside check --deploy",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument("--json", action="store_true", help="print the result as JSON")
    check.add_argument(
        "--deploy",
        action="store_true",
        help="may it meet real people? list every weakness with what to do (exit code 1 when one is grave)",
    )
    check.add_argument("--host", default=os.environ.get("HOST") or HERE[0], help=argparse.SUPPRESS)
    check.set_defaults(run=_check)


def _check(arguments: argparse.Namespace) -> int:
    from dataclasses import asdict

    from alongside.config import checkup

    if arguments.deploy:
        return _check_deployment(arguments)
    answers = list(checkup.answers())
    fine = all(answer.ok for answer in answers)
    if arguments.json:
        _say(json.dumps({"ok": fine, "checks": [asdict(answer) for answer in answers]}))
    else:
        for answer in answers:
            _say(f"{'ok' if answer.ok else 'NOT OK':<7} {answer.name}: {answer.says}")
    return 0 if fine else 1


def _check_deployment(arguments: argparse.Namespace) -> int:
    from dataclasses import asdict

    from alongside.config import deployment

    found = deployment.weaknesses(host=arguments.host)
    fine = not any(one.grave for one in found)
    if arguments.json:
        _say(json.dumps({"ok": fine, "weaknesses": [asdict(one) for one in found]}))
        return 0 if fine else 1
    for one in found:
        _say(f"{'GRAVE' if one.grave else 'weak':<7} {one.name}: {one.says}\n        {one.do}")
    _say("Nothing grave is open." if fine else "Not fit for real people yet.")
    return 0 if fine else 1


def _in_plain_words(error: Exception) -> str | None:
    """What to tell the user about an error, or None when it is a fault of the program."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError, ProgrammingError

    from alongside.kernel.errors import DomainError

    if isinstance(error, DomainError):
        return error.text
    said = str(error).strip()
    if isinstance(error, (OperationalError, ProgrammingError)):
        if "no such table" in said or ("relation" in said and "does not exist" in said):
            return "The database lacks tables that this version needs. Run: alongside migrate"
        if isinstance(error, OperationalError):
            return f"The database does not answer: {said}"
    if isinstance(error, ImproperlyConfigured):
        return said
    return None


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: write a number from 1 to 65535")
    return int(text)


def _count(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) <= 64:
        raise argparse.ArgumentTypeError(f"{text!r}: write a number from 1 to 64")
    return int(text)


def _address(host: str, port: int) -> str:
    everywhere = {"0.0.0.0": HERE[0], "::": HERE[2]}  # noqa: S104 - only what is shown: such an address is no link
    seen = everywhere.get(host, host)
    seen = f"[{seen}]" if ":" in seen else seen
    return f"http://{seen}:{port}"


def _shown(path: Path) -> str:
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _note(text: str) -> None:
    """Say something that is not the result: kept apart, so that results can be piped."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def _sorry(reason: object) -> int:
    _note(f"alongside: {reason}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
