"""Fails where a module of the integration is tested too little, whatever the mean."""

import argparse
from collections.abc import Iterator, Mapping
import json
from pathlib import Path
import sys
from typing import Any, Final

LEAST: Final = 95.0


def too_little(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield the modules below what is demanded, with their share."""
    for name, module in sorted(report["files"].items()):
        share: float = module["summary"]["percent_covered"]
        if share < LEAST:
            yield f"{name}: {share:.1f} % is tested, {LEAST:g} % is demanded"


def main(arguments: list[str] | None = None) -> int:
    """Look at a report of coverage; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path, help="as coverage writes it in JSON")
    path: Path = parser.parse_args(arguments).report
    report = json.loads(path.read_text(encoding="utf-8"))
    lines = list(too_little(report)) if report["files"] else ["no module was looked at"]
    for line in lines:
        print(f"Error: {line}", file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
