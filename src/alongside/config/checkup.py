"""`alongside check`: is this installation in order? Each question answers in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from alongside.accounts.identity.names import every_way_in
from alongside.accounts.identity.saml import what_is_wrong
from alongside.audit.anchoring import chains
from alongside.audit.models import Entry
from alongside.audit.trail import verify
from alongside.config.serving import pages_are_built
from alongside.kernel.data_classes import every_field, require_classes
from alongside.kernel.encryption import CannotDecrypt
from alongside.kernel.resealing import encrypted_columns
from alongside.reminders.gateways import SettingWrong, gateway_of
from alongside.reminders.models import Way
from alongside.web.routes import every_route, require_policies


@dataclass(frozen=True)
class Answer:
    """What one check found."""

    name: str
    ok: bool
    says: str


def pending_migrations() -> list[str]:
    """The migrations the database still lacks, as `app.name`, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def answers() -> Iterator[Answer]:
    """Ask everything. When the database does not answer, what needs it is left out."""
    database = _database()
    yield database
    yield _settings()
    yield _routes()
    yield _classes()
    yield _pages()
    if settings.OIDC or settings.SAML:
        yield _ways_in()
    if settings.TEXTS:
        yield _texts()
    yield _translations()
    if not database.ok:
        return
    yield _durability()
    tables = _tables()
    yield tables
    if tables.ok:
        yield keys_open()
        yield _audit()


def _texts() -> Answer:
    """Whether the text service is described so that it can be understood; it is not asked."""
    try:
        gateway_of(Way.TEXT)
    except SettingWrong as error:
        return Answer("texts", False, str(error))
    return Answer("texts", True, "reminders can go out as text messages")


def _database() -> Answer:
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA quick_check(1)")
                found = cursor.fetchone()[0]
                says = "SQLite, its pages are whole" if found == "ok" else f"SQLite is damaged: {found}"
                return Answer("database", found == "ok", says)
            cursor.execute("SELECT version()")
            return Answer("database", True, str(cursor.fetchone()[0]).split(" on ")[0])
    except DatabaseError as error:
        return Answer("database", False, f"does not answer: {str(error).strip()}")


def _durability() -> Answer:
    """Whether what was answered as saved survives a power cut: nobody is told "Saved" before it is on the disk."""
    sqlite = connection.vendor == "sqlite"
    weak = []
    with connection.cursor() as cursor:
        for name, enough in (_ON_SQLITE if sqlite else _ON_POSTGRESQL).items():
            cursor.execute(f"PRAGMA {name}" if sqlite else f"SHOW {name}")
            value = str(cursor.fetchone()[0])
            if value not in enough:
                weak.append(f"{name}={value}")
    if weak:
        return Answer("durability", False, f"a power cut may lose what was saved: {', '.join(weak)}")
    return Answer("durability", True, "what is said to be saved is on the disk")


_ON_SQLITE = {"journal_mode": ("wal", "delete"), "synchronous": ("2", "3")}
_ON_POSTGRESQL = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "local", "remote_write", "remote_apply"),
}
"""What each setting may be. SQLite's `synchronous` is told as a number: 2 is FULL, 3 is EXTRA."""


def _settings() -> Answer:
    found = [
        message
        for message in checks.run_checks(include_deployment_checks=settings.SECURE)
        if message.level >= checks.WARNING and not message.is_silenced()
    ]
    if not found:
        return Answer("settings", True, "fit together")
    return Answer("settings", False, "; ".join(f"{message.id}: {message.msg}" for message in found))


def _routes() -> Answer:
    try:
        require_policies()
    except ImproperlyConfigured as error:
        return Answer("routes", False, str(error))
    return Answer("routes", True, f"all {sum(1 for _ in every_route())} say who may open them")


def _classes() -> Answer:
    try:
        require_classes()
    except ImproperlyConfigured as error:
        return Answer("fields", False, str(error))
    return Answer("fields", True, f"all {sum(1 for _ in every_field())} say what kind of data they hold")


def _ways_in() -> Answer:
    try:
        wrong, found = what_is_wrong(), every_way_in()
    except ImproperlyConfigured as error:
        return Answer("sign-in", False, str(error))
    names = ", ".join(one.name for one in found)
    return Answer("sign-in", not wrong, wrong or f"also through {names}")


def _pages() -> Answer:
    if pages_are_built():
        return Answer("pages", True, "stylesheets and scripts are built")
    return Answer("pages", False, "stylesheets and scripts are not built: run `python hatch_build.py`")


def _translations() -> Answer:
    built = {path.parent.parent.name for path in settings.PACKAGE.glob("locale/*/LC_MESSAGES/django.mo")}
    missing = {code for code, _ in settings.LANGUAGES} - built - {"en"}
    if missing:
        says = f"not built: {', '.join(sorted(missing))} (run `python hatch_build.py`)"
        return Answer("translations", False, says)
    return Answer("translations", True, ", ".join(sorted(built | {"en"})))


def _tables() -> Answer:
    pending = pending_migrations()
    if pending:
        return Answer("tables", False, f"{len(pending)} migrations behind: run `alongside migrate`")
    return Answer("tables", True, "up to date")


def keys_open() -> Answer:
    """Read one value of every encrypted column: a lost key shows here and not on somebody's page."""
    columns = list(encrypted_columns())
    for column in columns:
        try:
            column.read_one()
        except CannotDecrypt as error:
            return Answer("keys", False, str(error))
    return Answer("keys", True, f"open all {len(columns)} encrypted columns")


def _audit() -> Answer:
    for agency_id in chains():
        broken = verify(agency_id)
        if broken is not None:
            says = f"the trail of agency {agency_id} does not hold: {broken.says}"
            return Answer("audit", False, f"{says} (more: alongside audit verify)")
    return Answer("audit", True, f"the trail is whole ({Entry.objects.count()} entries)")
