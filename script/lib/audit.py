"""Looks for known vulnerabilities in the packages that the commands install.

pip-audit has one exit code for a vulnerability, for a database out of reach and for its
own failures; what it printed tells them apart.
"""

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum, auto
from itertools import groupby
import json
from operator import itemgetter
from pathlib import Path
import re
import subprocess
import sys
import tempfile
from typing import Any, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).resolve().parents[2]
FILES: Final = ("requirements_*.txt", "constraints_*.txt")

# Known, and no danger here: the vulnerability's id, and why.
ACCEPTED: Final[Mapping[str, str]] = {}

# How long one request may take, and all of them, in seconds.
REQUEST_TIMEOUT: Final = 5
TIMEOUT: Final = 300

_OUT_OF_REACH: Final = re.compile(
    r"^(requests\.exceptions\.\w+|pip_audit\._service\.interface\.\w+)\b"
    r"|Could not connect to ",
    re.MULTILINE,
)

type Pin = tuple[str, str]


class Outcome(IntEnum):
    """What an audit comes to, the worst last."""

    NOTHING_FOUND = auto()
    OUT_OF_REACH = auto()
    BROKEN = auto()
    FOUND = auto()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an audit comes to, and why, in lines."""

    outcome: Outcome
    lines: tuple[str, ...]

    def exit_code(self, *, strict: bool) -> int:
        """Return 0 if all is well, or if not strict, if nothing is known."""
        match self.outcome:
            case Outcome.NOTHING_FOUND:
                return 0
            case Outcome.OUT_OF_REACH:
                return 1 if strict else 0
            case Outcome.FOUND | Outcome.BROKEN:
                return 1


def read_pins(text: str) -> set[Pin]:
    """Return the packages of a requirements file that have one version here."""
    pins: set[Pin] = set()
    for line in text.splitlines():
        content = line.partition("#")[0].strip()
        if not content:
            continue
        requirement = Requirement(content)
        if requirement.marker is None or requirement.marker.evaluate():
            for specifier in requirement.specifier:
                if specifier.operator == "==":
                    pins.add((canonicalize_name(requirement.name), specifier.version))
    return pins


def judge(
    printed: str,
    complained: str,
    exit_code: int | None,
    pins: Iterable[Pin],
    accepted: Mapping[str, str] = ACCEPTED,
) -> Verdict:
    """Return what came of pip-audit; without an exit code, it took too long."""
    try:
        report = json.loads(printed)["dependencies"]
    except ValueError, KeyError, TypeError:
        if exit_code is None or _OUT_OF_REACH.search(complained):
            return _verdict(
                Outcome.OUT_OF_REACH,
                "The database of vulnerabilities is out of reach: nothing was audited",
            )
        return _verdict(Outcome.BROKEN, f"pip-audit failed ({exit_code})", complained)
    found = [
        f"{each['name']} {each['version']}: {_describe(vulnerability)}"
        for each in report
        for vulnerability in each.get("vulns", ())
        if accepted.keys().isdisjoint(_names(vulnerability))
    ]
    if found:
        return _verdict(Outcome.FOUND, *found)
    audited = {(each["name"], each["version"]) for each in report if "vulns" in each}
    if missed := sorted(set(pins) - audited):
        names = (f"{name} {version}" for name, version in missed)
        return _verdict(Outcome.BROKEN, "Not audited: " + ", ".join(names))
    return _verdict(
        Outcome.NOTHING_FOUND,
        f"No known vulnerability in {len(audited)} packages",
    )


def _verdict(outcome: Outcome, *lines: str) -> Verdict:
    """Return a verdict."""
    return Verdict(outcome, lines)


def _names(vulnerability: Mapping[str, Any]) -> set[str]:
    """Return every id of a vulnerability."""
    return {vulnerability["id"], *vulnerability.get("aliases", ())}


def _describe(vulnerability: Mapping[str, Any]) -> str:
    """Return a vulnerability's ids, and what it is fixed in."""
    fixes = ", ".join(vulnerability.get("fix_versions", ())) or "nothing yet"
    return f"{' '.join(sorted(_names(vulnerability)))}, fixed in {fixes}"


def split(pins: Iterable[Pin]) -> list[list[Pin]]:
    """Return the packages in parts that have no package twice, as pip-audit wants."""
    parts: list[list[Pin]] = []
    for _, versions in groupby(sorted(pins), key=itemgetter(0)):
        for number, pin in enumerate(versions):
            if number == len(parts):
                parts.append([])
            parts[number].append(pin)
    return parts


def audit(program: Path, pins: Iterable[Pin], *options: str) -> Verdict:
    """Let pip-audit look the packages up, and judge what it says."""
    verdicts: list[Verdict] = []
    for part in split(pins):
        verdicts.append(_audit_part(program, part, *options))
        if verdicts[-1].outcome is Outcome.OUT_OF_REACH:
            break
    worst = max(verdict.outcome for verdict in verdicts)
    lines = [line for each in verdicts if each.outcome is worst for line in each.lines]
    return Verdict(worst, tuple(lines))


def _audit_part(program: Path, pins: list[Pin], *options: str) -> Verdict:
    """Let pip-audit look some packages up, each in one version."""
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder) / "requirements.txt"
        requirements.write_text("".join(f"{a}=={b}\n" for a, b in pins))
        command = [
            str(program),
            f"--requirement={requirements}",
            "--no-deps",
            "--disable-pip",
            "--vulnerability-service=osv",
            "--format=json",
            "--aliases=on",
            "--desc=off",
            "--progress-spinner=off",
            f"--timeout={REQUEST_TIMEOUT}",
            *options,
        ]
        try:
            done = subprocess.run(  # noqa: S603  no shell, and nothing from outside
                command, capture_output=True, text=True, timeout=TIMEOUT, check=False
            )
        except subprocess.TimeoutExpired:
            return judge("", "", None, pins)
    return judge(done.stdout, done.stderr, done.returncode, pins)


def main(arguments: list[str] | None = None) -> int:
    """Audit every package of the project; what is not understood is for pip-audit."""
    parser = argparse.ArgumentParser(prog="script/audit")
    parser.add_argument(
        "--strict",
        action="store_true",
        help="fail if the database of vulnerabilities is out of reach",
    )
    parser.add_argument("--program", type=Path, required=True)
    options, more = parser.parse_known_args(arguments)
    pins = {
        pin
        for pattern in FILES
        for path in ROOT.glob(pattern)
        for pin in read_pins(path.read_text(encoding="utf-8"))
    }
    verdict = audit(options.program, pins, *more)
    print("\n".join(verdict.lines))
    return verdict.exit_code(strict=options.strict)


if __name__ == "__main__":
    sys.exit(main())
