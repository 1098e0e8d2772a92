"""A vulnerability fails the audit, a database out of reach does not."""

from collections.abc import Mapping
import json
from pathlib import Path
import sys
from typing import Any, Final

import pytest

from script.lib import audit
from script.lib.audit import Outcome

PINS: Final = {("aiohttp", "3.14.5"), ("mashumaro", "3.23")}
NAMES: Final = {"id": "PYSEC-2026-1", "aliases": ["CVE-2026-1"]}

UNREACHED: Final = {
    "no such host": (
        "Traceback (most recent call last):\n"
        "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='x', port=443): "
        "Max retries exceeded (Caused by NameResolutionError(...))"
    ),
    "no reply in time": "requests.exceptions.ReadTimeout: Read timed out.",
    "no connection in time": (
        "ERROR:pip_audit._cli:Could not connect to the vulnerability feed\n"
        "ERROR:pip_audit._cli:Tip: your network may be blocking this service."
    ),
    "an error of the server": "pip_audit._service.interface.ServiceError",
    "a login page": "requests.exceptions.JSONDecodeError: Expecting value: line 1",
}
BROKEN: Final = {
    "a wrong option": "pip-audit: error: unrecognized arguments: --colour",
    "a bug": "Traceback (most recent call last):\nKeyError: 'vulns'",
    "a file it cannot read": "ERROR:pip_audit._cli:package aiohttp is not pinned",
    "a missing module": "ModuleNotFoundError: No module named 'requests'",
    "nothing at all": "",
}


def report(**vulnerabilities: Mapping[str, Any]) -> str:
    """Return what pip-audit prints of the packages, with the vulnerabilities given."""
    packages = [
        {
            "name": name,
            "version": version,
            "vulns": [vulnerabilities[name]] if name in vulnerabilities else [],
        }
        for name, version in sorted(PINS)
    ]
    return json.dumps({"dependencies": packages, "fixes": []})


def test_nothing_found_passes() -> None:
    """Strict or not."""
    verdict = audit.judge(report(), "No known vulnerabilities found", 0, PINS)
    assert verdict.outcome is Outcome.NOTHING_FOUND
    assert verdict.exit_code(strict=True) == verdict.exit_code(strict=False) == 0


@pytest.mark.parametrize(
    ("fixes", "told"), [(["3.24"], "fixed in 3.24"), ([], "fixed in nothing yet")]
)
@pytest.mark.parametrize("exit_code", [0, 1])
def test_a_vulnerability_fails(exit_code: int, fixes: list[str], told: str) -> None:
    """Whatever the exit code; with its ids, and where it is fixed."""
    printed = report(mashumaro=NAMES | {"fix_versions": fixes})
    verdict = audit.judge(printed, "Found 1 known vulnerability", exit_code, PINS)
    assert verdict.outcome is Outcome.FOUND
    assert verdict.lines == (f"mashumaro 3.23: CVE-2026-1 PYSEC-2026-1, {told}",)
    assert verdict.exit_code(strict=False) == 1


@pytest.mark.parametrize("accepted", ["PYSEC-2026-1", "CVE-2026-1"])
def test_an_accepted_vulnerability_passes_by_any_of_its_names(accepted: str) -> None:
    """No other one does."""
    printed = report(mashumaro=NAMES)
    verdict = audit.judge(printed, "", 1, PINS, {accepted: "not reachable"})
    assert verdict.outcome is Outcome.NOTHING_FOUND
    printed = report(mashumaro=NAMES, aiohttp={"id": "PYSEC-2026-2"})
    verdict = audit.judge(printed, "", 1, PINS, {accepted: "not reachable"})
    assert verdict.lines == ("aiohttp 3.14.5: PYSEC-2026-2, fixed in nothing yet",)


@pytest.mark.parametrize("complained", UNREACHED.values(), ids=UNREACHED.keys())
def test_a_database_out_of_reach_fails_only_if_strict(complained: str) -> None:
    """The check cannot be made, which is nobody's fault here."""
    verdict = audit.judge("", complained, 1, PINS)
    assert verdict.outcome is Outcome.OUT_OF_REACH
    assert verdict.exit_code(strict=False) == 0
    assert verdict.exit_code(strict=True) == 1


def test_a_database_that_takes_too_long_is_out_of_reach() -> None:
    """Then there is no exit code."""
    assert audit.judge("", "", None, PINS).outcome is Outcome.OUT_OF_REACH


@pytest.mark.parametrize("complained", BROKEN.values(), ids=BROKEN.keys())
def test_an_audit_that_does_not_work_fails(complained: str) -> None:
    """It must not pass for one that found nothing."""
    verdict = audit.judge("", complained, 1, PINS)
    assert verdict.outcome is Outcome.BROKEN
    assert complained in verdict.lines
    assert verdict.exit_code(strict=False) == 1


@pytest.mark.parametrize(
    "package",
    [
        {"name": "mashumaro", "skip_reason": "Dependency could not be audited"},
        {"name": "mashumaro", "version": "3.22", "vulns": []},
    ],
    ids=["skipped", "another version"],
)
def test_a_package_that_was_not_audited_fails(package: dict[str, Any]) -> None:
    """Not having looked is not having found nothing."""
    aiohttp = {"name": "aiohttp", "version": "3.14.5", "vulns": []}
    printed = json.dumps({"dependencies": [aiohttp, package], "fixes": []})
    verdict = audit.judge(printed, "", 0, PINS)
    assert verdict.outcome is Outcome.BROKEN
    assert verdict.lines == ("Not audited: mashumaro 3.23",)


def test_a_package_in_two_versions_is_audited_in_both() -> None:
    """In two parts, since pip-audit wants each package once."""
    older = ("aiohttp", "3.14.4")
    assert audit.split({*PINS, older}) == [[older, max(PINS)], [min(PINS)]]


def test_only_what_is_installed_here_in_one_version_is_read() -> None:
    """Names are normalized; ranges, comments and other systems are left out."""
    text = (
        "# Comment\n\nPyYAML==6.0.3  # why\nhassil\nurllib3>=2\n"
        "winrt-runtime==4.1.0 ; sys_platform == 'no such system'\n"
        "dbus-fast==5.2.0 ; sys_platform != 'no such system'\n"
    )
    assert audit.read_pins(text) == {("pyyaml", "6.0.3"), ("dbus-fast", "5.2.0")}


@pytest.mark.parametrize(
    ("program", "strict", "exit_code"),
    [
        ("print(clean)", True, 0),
        ("print(clean.replace('[]', '[{\"id\": \"X\"}]', 1)); sys.exit(1)", False, 1),
        ("sys.exit('requests.exceptions.ConnectionError: no route')", False, 0),
        ("sys.exit('requests.exceptions.ConnectionError: no route')", True, 1),
        ("sys.exit('a bug')", False, 1),
        ("print('{\"dependencies\": []}')", False, 1),
    ],
    ids=["clean", "vulnerable", "offline", "offline, strict", "broken", "empty"],
)
def test_the_command_ends_as_the_audit_does(
    tmp_path: Path, program: str, exit_code: int, *, strict: bool
) -> None:
    """With a stand-in for pip-audit that reads the same file; nothing is asked."""
    stand_in = tmp_path / "pip-audit"
    stand_in.write_text(
        f"#!{sys.executable}\n"
        "import json, sys\n"
        "path = next(a for a in sys.argv if a.startswith('--requirement='))\n"
        "lines = open(path.partition('=')[2]).read().split()\n"
        "pins = [line.split('==') for line in lines]\n"
        "clean = json.dumps({'dependencies': [\n"
        "    {'name': a, 'version': b, 'vulns': []} for a, b in pins]})\n"
        f"{program}\n",
        encoding="utf-8",
    )
    stand_in.chmod(0o755)
    arguments = [f"--program={stand_in}", *(["--strict"] if strict else [])]
    assert audit.main(arguments) == exit_code
