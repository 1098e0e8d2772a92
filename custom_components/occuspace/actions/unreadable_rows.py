"""What an action says of rows that could not be read."""

from typing import Any

from ..api import Reply


def message_of(reply: Reply[Any]) -> str | None:
    """Return the API's message, with the number of rows that were left out."""
    if not reply.unreadable:
        return reply.message
    left_out = (
        "1 row could not be read and was left out"
        if reply.unreadable == 1
        else f"{reply.unreadable} rows could not be read and were left out"
    )
    return f"{reply.message}; {left_out}" if reply.message else left_out
