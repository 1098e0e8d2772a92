"""The page lists the faults that the tests run."""

import pytest

from .page import END, PAGE, START, generate


def test_the_page_is_up_to_date(request: pytest.FixtureRequest) -> None:
    """`--snapshot-update` writes it."""
    before, start, rest = PAGE.read_text(encoding="utf-8").partition(START)
    written, end, after = rest.partition(END)
    assert start
    assert end
    if request.config.getoption("update_snapshots"):
        written = generate()
        PAGE.write_text(before + start + written + end + after, encoding="utf-8")
    assert written == generate()
