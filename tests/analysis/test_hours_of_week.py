"""Tests of the compact storage of a typical week."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.occuspace.analysis.hours_of_week import HoursOfWeek, TypicalHour

slots = st.tuples(st.integers(0, 6), st.integers(0, 23))
people = st.floats(0, 100_000)
hours = st.builds(TypicalHour, people, people, people, st.integers(1, 8))


@settings(derandomize=True, deadline=None, database=None)
@given(st.dictionaries(slots, hours))
def test_hours_equal_those_of_a_dictionary(
    week: dict[tuple[int, int], TypicalHour],
) -> None:
    """All values are exact, and no hours are added."""
    kept = HoursOfWeek(week)
    assert kept == week
    assert list(kept) == sorted(week)
    assert len(kept) == len(week)
    for slot in {(0, 0), (6, 23)} - week.keys():
        assert slot not in kept
        with pytest.raises(KeyError):
            kept[slot]
