"""`alongside keys`: which keys there are, and changing them while pages are open."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from alongside.config import keys

OWN_ACCORD = "The keys come from the environment, which Alongside does not change."
SETTLED = 60.0
"""Seconds after which every process has seen the file of the keys as it is now."""


def add_commands(commands: Any) -> None:
    """Add `keys` to the console command."""
    parser = commands.add_parser(
        "keys",
        help="see and change the keys of what is encrypted",
        description="See which keys have sealed how much, and change keys while pages are open.",
        epilog="examples:\n  alongside keys status\n  alongside keys rotate",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    inner = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    status = _add(inner, "status", _status, "how much each key has sealed, and which can be dropped")
    rotate = _add(
        inner,
        "rotate",
        _rotate,
        "put a new key first and seal everything with it",
        "Put a new key first and seal everything anew with it, a few hundred values at a time, while others write. It\n"
        "can be stopped and gone on with (--continue). Where keys come from the environment: put the new key first\n"
        "there, start every process anew, then `alongside keys rotate --continue`.",
    )
    rotate.add_argument(
        "--continue", dest="go_on", action="store_true", help="no new key: go on with the first"
    )
    index = _add(
        inner,
        "rotate-index",
        _rotate_index,
        "put a new index key first and make the indexes anew",
        "Put a new key of blind indexes first, and make the fingerprints of numbers and of likely duplicates anew.\n"
        "Numbers are found all the while.",
    )
    index.add_argument(
        "--continue", dest="go_on", action="store_true", help="no new key: go on with the first"
    )
    drop = _add(
        inner,
        "drop",
        _drop,
        "take away a key that nothing needs any more",
        "Take a key out of the file, when no value is sealed with it any more. Keep it as long as backups are that\n"
        "were written with it.",
    )
    drop.add_argument("key", metavar="ID", help="such as k1")
    drop.add_argument(
        "--close-searches",
        action="store_true",
        help="also when words of searches in the trail were sealed with it, which nobody can read then",
    )
    for one in (status, rotate, index, drop):
        one.add_argument("--json", action="store_true", help="print the result as JSON")


def _add(inner: Any, name: str, run: Any, says: str, description: str = "") -> Any:
    parser = inner.add_parser(
        name,
        help=says,
        description=description or f"{says[0].upper()}{says[1:]}.",
        epilog=f"examples:\n  alongside keys {name}{' k1' if name == 'drop' else ''}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def _status(arguments: argparse.Namespace) -> int:
    from alongside.kernel.keyring import index_key_id, ring
    from alongside.kernel.resealing import key_counts

    counts = key_counts()
    total = _total(counts)
    found = ring()
    free = [key_id for key_id in found.ciphers if key_id != found.first and not _needed(total, key_id)]
    if arguments.json:
        _say(
            json.dumps(
                {
                    "writes": found.first,
                    "index": index_key_id(),
                    "sealed": dict(total),
                    "places": counts,
                    "can_be_dropped": free,
                }
            )
        )
        return 0
    _say(
        f"{found.first} writes; the keys are {', '.join(found.ciphers)}. The index is made with {index_key_id()}."
    )
    for label, of_label in counts.items():
        _say(f"  {label}: {_in_words(of_label)}")
    _say(f"In all: {_in_words(total) or 'nothing is encrypted yet'}.")
    if total["unknown"]:
        _say("Some values were sealed with a key that is not here: bring it back from your copy.")
    elif any(not _is_of(name, found.first) for name in total):
        _say("Not everything is sealed with the key that writes: alongside keys rotate --continue")
    for key_id in free:
        _say(f"Nothing needs {key_id} but backups that are older: alongside keys drop {key_id}")
    return 0


def _rotate(arguments: argparse.Namespace) -> int:
    from alongside.kernel.keyring import ring
    from alongside.kernel.resealing import key_counts, reseal

    added = _new_first_key(arguments, keys.FIELD_KEYS)
    if added is None:
        return 1
    first = ring(anew=True).first
    state = {"label": ""}

    def tell(label: str, done: int) -> None:
        if sys.stderr.isatty() or label != state["label"]:
            _note(f"{label}: {done}")
        state["label"] = label

    result = reseal(tell)
    _note_in_trail("keys.rotated", first)
    total = _total(key_counts())
    left = {name: count for name, count in total.items() if not _is_of(name, first) and "trail" not in name}
    if arguments.json:
        _say(json.dumps({"key": first, "sealed": result.done, "left": left, "do_not_open": result.locked}))
    else:
        _say(f"{result.done} values are sealed with {first} now.")
        for where in result.locked:
            _say(f"  {where}")
        if left:
            _say(f"Left: {_in_words(left)}. Once more: alongside keys rotate --continue")
        else:
            _say("Older keys are needed by nothing but older backups: alongside keys status")
    return 1 if result.locked or left else 0


def _rotate_index(arguments: argparse.Namespace) -> int:
    from alongside.kernel.keyring import LOOKED_AT_EVERY, index_key_id, ring
    from alongside.people.cli import match_everyone
    from alongside.people.reindexing import reindex_numbers

    added = _new_first_key(arguments, keys.INDEX_KEYS)
    if added is None:
        return 1
    if added:
        _note("Waiting until every process has seen the new key …")
        time.sleep(LOOKED_AT_EVERY + 1)
    ring(anew=True)
    numbers = reindex_numbers()
    people = match_everyone()
    _note_in_trail("keys.index_rotated", index_key_id())
    if arguments.json:
        _say(json.dumps({"key": index_key_id(), "numbers": numbers, "people": people}))
    else:
        _say(f"The index is made with {index_key_id()} now: {numbers} numbers, {people} people.")
    return 0


def _drop(arguments: argparse.Namespace) -> int:
    from alongside.kernel.resealing import key_counts

    path = keys.file_in_use()
    if path is None:
        return _sorry(f"{OWN_ACCORD} Take {arguments.key} out there when `alongside keys status` says so.")
    if time.time() - path.stat().st_mtime < SETTLED:
        return _sorry(f"{path} was changed less than a minute ago: not every process may have seen it yet.")
    total = _total(key_counts())
    if arguments.key.startswith("i"):
        return _drop_index(arguments, path)
    if needed := _needed(total, arguments.key, searches=not arguments.close_searches):
        return _sorry(f"{_in_words(needed)}: still sealed with it. alongside keys rotate --continue")
    return _take_out(arguments, path, keys.FIELD_KEYS)


def _drop_index(arguments: argparse.Namespace, path: Path) -> int:
    from alongside.people.reindexing import match_keys_are_stale, stale_numbers

    if stale_numbers().exists() or match_keys_are_stale():
        return _sorry("Not every index is made with the first key: alongside keys rotate-index --continue")
    return _take_out(arguments, path, keys.INDEX_KEYS)


def _take_out(arguments: argparse.Namespace, path: Path, name: str) -> int:
    try:
        keys.drop(path, name, arguments.key)
    except keys.NoSuchKey as error:
        return _sorry(error)
    _note_in_trail("keys.dropped", arguments.key)
    said = {"dropped": arguments.key}
    _say(
        json.dumps(said)
        if arguments.json
        else f"{arguments.key} is gone. Keep your copy as long as older backups."
    )
    return 0


def _new_first_key(arguments: argparse.Namespace, name: str) -> str | None:
    """The id of a key that was put first; empty when none was asked for, None when that cannot be done."""
    if arguments.go_on:
        return ""
    path = keys.file_in_use()
    if path is None:
        _sorry(
            f"{OWN_ACCORD} Put a new key first in {name}, start every process anew, then go on with --continue. "
            f"A key: {'k' if name == keys.FIELD_KEYS else 'i'}N:{keys.new_key()}"
        )
        return None
    added = keys.add(path, name)
    _note(f"{added} is the first key in {path} now: keep a copy of the file apart from the database.")
    return added


def _note_in_trail(action: str, key_id: str) -> None:
    from django.utils import timezone

    from alongside.audit.trail import record_event
    from alongside.organisation.models import Agency

    for agency_id in Agency.objects.order_by("pk").values_list("pk", flat=True):
        record_event(
            agency_id=agency_id, user_id=None, now=timezone.now(), action=action, detail={"key": key_id}
        )


def _total(counts: dict[str, dict[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for of_label in counts.values():
        total.update(of_label)
    return total


def _needed(total: dict[str, int], key_id: str, *, searches: bool = True) -> dict[str, int]:
    """How many values were sealed with that key, by kind."""
    return {
        name: count
        for name, count in total.items()
        if name.partition(" ")[0] == key_id and (searches or "trail" not in name)
    }


def _is_of(name: str, first: str) -> bool:
    return name.partition(" ")[0] == first and "unbound" not in name


def _in_words(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} by {name}" for name, count in counts.items())


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _note(text: str) -> None:
    sys.stderr.write(text + "\n")


def _sorry(reason: object) -> int:
    _note(f"alongside: {reason}")
    return 1
