"""A process that does nothing but sleep: how late this computer lets it wake.

Prints the longest and the 99.9th percentile, in milliseconds, when asked to end.
"""

import signal
from time import perf_counter, sleep
from types import FrameType
from typing import Never

SLEEP = 0.005


def stop(_number: int, _frame: FrameType | None) -> Never:
    """End the loop."""
    raise SystemExit


def main() -> None:
    """Sleep until a signal, then print."""
    signal.signal(signal.SIGTERM, stop)
    late: list[float] = []
    try:
        while True:
            before = perf_counter()
            sleep(SLEEP)
            late.append((perf_counter() - before - SLEEP) * 1000)
    finally:
        late.sort()
        print(f"{late[-1]:.1f} {late[int(len(late) * 0.999)]:.1f}")


if __name__ == "__main__":
    main()
