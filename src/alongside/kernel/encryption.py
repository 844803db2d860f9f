"""Encrypted fields: AES-256-GCM, bound to the field and the row, opened when somebody reads them.

A stored value is `row:key id:base64`. The place it opens at is the field's context and the row's key, so a value that
was copied to another row or column does not open, and the error says where it was found. Versions are another place
than the record: what stood there last year cannot be put back as if it stood there now.

What a query brings is `Sealed`; the record opens it when the field is read. `.values()` gives the `Sealed` itself,
which refuses to be shown: hand it to a record of that key (`Person(pk=…, phone=…)`) or to `opened`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NoReturn

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from alongside.kernel.keyring import WrongKey, open_bytes, open_with, ring, seal_bytes, seal_with
from alongside.kernel.keyring import (
    blind_index as blind_index,  # kept here for who looks for it beside the cipher
)

_BOUND = "row"


class CannotDecrypt(RuntimeError):
    """The key it was written with is not there, or the value was changed or moved; the message says where."""


class CannotEncrypt(TypeError):
    """A text was given to a query, which does not know of which row it is."""


class Sealed:
    """A stored value that nobody has opened yet."""

    __slots__ = ("stored",)

    def __init__(self, stored: str) -> None:
        self.stored = stored

    @property
    def key_id(self) -> str:
        """The id of the key it was sealed with."""
        return self.stored.split(":")[-2] if ":" in self.stored else ""

    @property
    def bound(self) -> bool:
        """Whether it is bound to its row, or of the form before that."""
        return self.stored.startswith(f"{_BOUND}:")

    @property
    def up_to_date(self) -> bool:
        """Whether it would be written like this today: bound, with the first key."""
        return self.stored.startswith(prefix(ring().first))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other.stored == self.stored

    def __hash__(self) -> int:
        return hash(self.stored)

    def __repr__(self) -> str:
        return f"<sealed with {self.key_id}>"

    def __str__(self) -> NoReturn:
        raise CannotDecrypt("an encrypted value was read without its record: see kernel/encryption.py")


def prefix(key_id: str) -> str:
    """How every bound value of that key begins."""
    return f"{_BOUND}:{key_id}:"


class _Opened(DeferredAttribute):
    """Opens what a query brought when it is read, once."""

    field: EncryptedTextField

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = instance.__dict__[self.field.attname] = self.field.open(value, instance)
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """A text that is only readable with the key, and only in its place.

    Args:
        context: a fixed name, part of the seal; keep it when the table or column is renamed.
        bound_to: the columns that say which row it is, where the key is only known after it was written.
    """

    descriptor_class = _Opened

    def __init__(self, *args: Any, context: str, bound_to: Sequence[str] = (), **kwargs: Any) -> None:
        self.context = context
        self.bound_to = tuple(bound_to)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs["context"] = self.context
        if self.bound_to:
            kwargs["bound_to"] = self.bound_to
        return name, path, list(args), kwargs

    @property
    def identity(self) -> tuple[str, ...]:
        """The attributes that say which row it is: the key, and of a version also which one."""
        return self.bound_to or _identity(self.model)

    def place(self, row: Sequence[Any]) -> str:
        """Where a value belongs.

        Args:
            row: the values of `identity`.

        Raises:
            CannotEncrypt: the row has no key yet.
        """
        if any(part is None for part in row):
            raise CannotEncrypt(f"{self} belongs to a row that has no key yet")
        which = "\x1f".join(
            str(as_python(part))
            for as_python, part in zip(_readers(self.model, self.identity), row, strict=True)
        )
        return f"{self.context}{'@versions' if _keeps_versions(self.model) else ''}\x1f{which}"

    def seal(self, text: str, row: Sequence[Any]) -> Sealed:
        """`text` as it is stored in that row, with the key that writes."""
        key_id = ring().first
        return Sealed(f"{prefix(key_id)}{seal_with(key_id, text, self.place(row))}")

    def open(self, sealed: Sealed, instance: Any) -> str:
        """The text of a record's sealed value.

        Raises:
            CannotDecrypt: unknown key, or the value was changed or moved; says where.
        """
        return self.open_at(sealed, [getattr(instance, name) for name in self.identity])

    def open_at(self, sealed: Sealed, row: Sequence[Any]) -> str:
        """The text of a sealed value of the row with this identity; raises like `open`."""
        encoded = sealed.stored.rpartition(":")[2]
        try:
            if sealed.bound:
                return open_with(sealed.key_id, encoded, self.place(row))
            return open_with(sealed.key_id, encoded, self.context, loose=True)
        except WrongKey as error:
            where = f"{self.model._meta.label}.{self.name}, row {', '.join(map(str, row))}"
            raise CannotDecrypt(f"{where} does not open: {error}") from error

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        held = model_instance.__dict__.get(self.attname)
        if isinstance(held, Sealed) and held.up_to_date and not add:
            return held
        return self.sealed_in(model_instance)

    def sealed_in(self, instance: Any) -> Any:
        """What a record says, sealed for its row; nothing stays nothing, and an expression an expression."""
        value = getattr(instance, self.attname)
        if value in (None, "") or hasattr(value, "resolve_expression"):
            return value
        return self.seal(str(value), [getattr(instance, name) for name in self.identity])

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Sealed):
            return value.stored
        value = super().get_prep_value(value)
        if value in (None, ""):
            return value
        raise CannotEncrypt(
            f"{self} is encrypted with its row: save it through the record, and find it by a blind index"
        )

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Sealed | str | None:
        return value if value in (None, "") else Sealed(value)


@cache
def _keeps_versions(model: type[models.Model]) -> bool:
    return any(field.name == "history_id" for field in model._meta.concrete_fields)


@cache
def _identity(model: type[models.Model]) -> tuple[str, ...]:
    if _keeps_versions(model):
        return ("id", "version")
    key: Any = model._meta.pk
    return (key.attname,)


@cache
def _readers(model: type[models.Model], names: Sequence[str]) -> list[Callable[[Any], Any]]:
    """How the columns of an identity are brought into one form, whoever wrote them."""
    found = []
    for name in names:
        field: Any = model._meta.get_field(name)
        while isinstance(field, models.ForeignKey):
            field = field.target_field
        found.append(field.to_python)
    return found


def encrypt(text: str, *, context: str) -> str:
    """A text of no row, as one inside the JSON of a line of the trail: `key id:base64`, bound to its context alone."""
    key_id = ring().first
    return f"{key_id}:{seal_with(key_id, text, context, loose=True)}"


def decrypt(stored: str, *, context: str) -> str:
    """The text that `encrypt` hid.

    Raises:
        CannotDecrypt: unknown key id, or the value was changed or is of another context.
    """
    key_id, _, encoded = stored.partition(":")
    try:
        return open_with(key_id, encoded, context, loose=True)
    except WrongKey as error:
        raise CannotDecrypt(f"{context} does not open: {error}") from error


def encrypt_bytes(content: bytes, *, context: str) -> bytes:
    """`content` sealed, as `key id:` and then nonce and ciphertext: for files, which base64 would make longer."""
    key_id = ring().first
    return key_id.encode() + b":" + seal_bytes(key_id, content, context.encode())


def decrypt_bytes(stored: bytes, *, context: str) -> bytes:
    """The content that `encrypt_bytes` hid.

    Raises:
        CannotDecrypt: unknown key id, or the content was changed or moved.
    """
    key_id, _, raw = stored.partition(b":")
    try:
        return open_bytes(key_id.decode(errors="replace"), raw, context.encode())
    except WrongKey as error:
        raise CannotDecrypt(f"{context} does not open: {error}") from error


def opened(model: type[models.Model], name: str, value: Any, *row: Any) -> Any:
    """The text of a value that `.values()` gave, by the key of its row; what is not sealed is given back.

    Raises:
        CannotDecrypt: it does not open there.
    """
    field: Any = model._meta.get_field(name)
    return field.open_at(value, row) if isinstance(value, Sealed) else value


def sealing(fields: Sequence[models.Field[Any, Any]]) -> Callable[[list[Any]], None] | None:
    """How a row with a value for each of `fields` is sealed in place; None when none of them is encrypted."""
    places = {field.attname: number for number, field in enumerate(fields)}
    columns = [
        (places[field.attname], field, [places[name] for name in field.identity])
        for field in fields
        if isinstance(field, EncryptedTextField)
    ]
    if not columns:
        return None

    def seal(row: list[Any]) -> None:
        for at, field, identity in columns:
            if row[at] not in (None, "") and not isinstance(row[at], Sealed):
                row[at] = field.seal(row[at], [row[number] for number in identity])

    return seal


def bulk_update(records: Sequence[models.Model], names: Sequence[str]) -> None:
    """`bulk_update` of records of one model, with those of `names` sealed that are encrypted."""
    if not records:
        return
    model: Any = type(records[0])
    fields = [model._meta.get_field(name) for name in names]
    sealed = [field for field in fields if isinstance(field, EncryptedTextField)]
    plain = [[getattr(record, field.attname) for field in sealed] for record in records]
    for record in records:
        for field in sealed:
            setattr(record, field.attname, models.Value(field.sealed_in(record), output_field=field))
    try:
        model._base_manager.bulk_update(records, names)
    finally:
        for record, values in zip(records, plain, strict=True):
            for field, value in zip(sealed, values, strict=True):
                setattr(record, field.attname, value)
