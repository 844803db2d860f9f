"""The three-way merge: for every record and every pair of changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.merging import merge

records = st.fixed_dictionaries({name: st.sampled_from(["", "a", "b", "c"]) for name in ("x", "y", "z")})


@given(records, records)
def test_who_changes_alone_gets_all_and_is_told_nothing(base, mine):
    merged = merge(base=base, mine=mine, theirs=base)
    assert merged.values == mine
    assert (merged.taken, merged.clashes) == ((), ())


@given(records, records)
def test_who_changed_nothing_takes_over_all_that_the_other_did(base, theirs):
    merged = merge(base=base, mine=base, theirs=theirs)
    assert merged.values == theirs
    assert set(merged.taken) == {name for name in base if theirs[name] != base[name]}
    assert merged.clashes == ()


@given(records, records, records)
def test_no_change_of_either_is_lost_without_being_named(base, mine, theirs):
    merged = merge(base=base, mine=mine, theirs=theirs)
    for name in base:
        if name in merged.clashes:
            assert len({base[name], mine[name], theirs[name]}) == 3
        elif mine[name] != base[name]:
            assert merged.values[name] == mine[name]
        else:
            assert merged.values[name] == theirs[name]


@given(records, records, records)
def test_both_come_to_the_same_where_they_do_not_clash(base, mine, theirs):
    one = merge(base=base, mine=mine, theirs=theirs)
    other = merge(base=base, mine=theirs, theirs=mine)
    assert set(one.clashes) == set(other.clashes)
    for name in set(base) - set(one.clashes):
        assert one.values[name] == other.values[name]


@given(records, records, records)
def test_a_decision_stands(base, mine, theirs):
    """Once a clash was seen, what is sent next is based on their version, and nothing clashes any more."""
    merged = merge(base=base, mine=mine, theirs=theirs)
    again = merge(base=theirs, mine=merged.values, theirs=theirs)
    assert again.values == merged.values
    assert (again.taken, again.clashes) == ((), ())


@given(records, records)
def test_what_was_there_before_is_not_known(mine, theirs):
    merged = merge(base={}, mine=mine, theirs=theirs)
    assert merged.values == mine
    assert set(merged.clashes) == {name for name in mine if mine[name] != theirs[name]}


@given(records)
def test_fields_of_mine_alone_stay(mine):
    assert merge(base={}, mine=mine, theirs={}).values == mine
