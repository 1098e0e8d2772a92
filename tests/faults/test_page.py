"""The page has the table that the run works through."""

import pytest

from .page import END, PAGE, START, printed


def test_the_page_is_what_the_run_prints(request: pytest.FixtureRequest) -> None:
    """`--snapshot-update` writes it."""
    before, start, rest = PAGE.read_text(encoding="utf-8").partition(START)
    written, end, after = rest.partition(END)
    assert start
    assert end
    if request.config.getoption("update_snapshots"):
        written = printed()
        PAGE.write_text(before + start + written + end + after, encoding="utf-8")
    assert written == printed()
