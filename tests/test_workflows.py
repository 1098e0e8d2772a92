"""Workflows run what was looked at, and may do no more than they have to."""

from collections.abc import Iterator
from pathlib import Path
import re
from typing import Any, Final

from homeassistant.util.yaml import parse_yaml
import pytest

ROOT: Final = Path(__file__).parent.parent
WORKFLOWS: Final = sorted((ROOT / ".github" / "workflows").iterdir())

# Who may do more than read: workflow and job.
WIDER: Final = {
    ("release.yml", "publish"): {
        "attestations": "write",
        "contents": "write",
        "id-token": "write",
    },
}
# What lets a stranger's code run with the project's rights.
FORBIDDEN: Final = {"pull_request_target", "workflow_run", "issue_comment", "issues"}

PINNED: Final = re.compile(r"uses: [\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # \S+$")
OWN: Final = re.compile(r"uses: \./\.github/workflows/[\w-]+\.yml$")


def load(text: str) -> Any:
    """Return a workflow; YAML takes its key `on` for a truth."""
    workflow: Any = parse_yaml(text)
    workflow["on"] = workflow.pop(True)
    return workflow


def read(name: str) -> str:
    """Return the text of a workflow."""
    return (ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8")


def problems(name: str, text: str) -> Iterator[str]:
    """Yield what is wrong with a workflow, in words."""
    for line in text.splitlines():
        use = line.strip().removeprefix("- ")
        if use.startswith("uses:") and not (PINNED.match(use) or OWN.match(use)):
            yield f"not pinned: {use}"
    workflow = load(text)
    events = workflow["on"]
    if bad := FORBIDDEN & set([events] if isinstance(events, str) else events):
        yield f"runs strangers' code: {bad}"
    if workflow.get("permissions") != {}:
        yield "permissions at the top"
    if not workflow.get("concurrency", {}).get("group"):
        yield "no concurrency"
    for job_name, job in workflow["jobs"].items():
        for problem in _job_problems(job, WIDER.get((name, job_name))):
            yield f"{job_name}: {problem}"


def _job_problems(job: dict[str, Any], wider: dict[str, str] | None) -> Iterator[str]:
    """Yield what is wrong with a job."""
    if "permissions" not in job:
        yield "no permissions"
    elif job["permissions"] != (wider or {"contents": "read"}):
        yield "wide permissions"
    if "uses" in job:
        return
    if not 0 < job.get("timeout-minutes", 0) <= 60:
        yield "no timeout"
    for step in job["steps"]:
        if step.get("uses", "").startswith("actions/checkout@"):
            if step.get("with", {}).get("persist-credentials") is not False:
                yield "keeps credentials"
            if wider:
                yield "runs the project's code with wide permissions"
        if "${{" in step.get("run", ""):
            yield "an expression in a script"


def test_there_are_workflows() -> None:
    """Those that the others are about."""
    assert {path.name for path in WORKFLOWS} >= {name for name, _ in WIDER}
    assert {path.suffix for path in WORKFLOWS} == {".yml"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_is_safe(path: Path) -> None:
    """Actions are pinned by hash, permissions are the least."""
    assert list(problems(path.name, path.read_text(encoding="utf-8"))) == []


SAFE: Final = f"""
on: push
permissions: {{}}
concurrency:
  group: x
jobs:
  it:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@{"0a" * 20} # v1.2.3
        with:
          persist-credentials: false
      - run: make
"""


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (f"{'0a' * 20} # v1.2.3", "v1", "not pinned: uses: actions/checkout@v1"),
        (f"@{'0a' * 20}", "@main", "not pinned: uses: actions/checkout@main # v1.2.3"),
        (" # v1.2.3", "", f"not pinned: uses: actions/checkout@{'0a' * 20}"),
        ("on: push", "on: [pull_request_target]", "runs strangers' code"),
        ("permissions: {}", "permissions: write-all", "permissions at the top"),
        ("permissions: {}", "", "permissions at the top"),
        ("group: x", "group:", "no concurrency"),
        ("contents: read", "contents: write", "it: wide permissions"),
        ("    permissions:\n      contents: read\n", "", "it: no permissions"),
        ("timeout-minutes: 5", "timeout-minutes: 600", "it: no timeout"),
        ("    timeout-minutes: 5\n", "", "it: no timeout"),
        ("credentials: false", "credentials: true", "it: keeps credentials"),
        ("run: make", "run: ${{ github.ref }}", "it: an expression in a script"),
    ],
)
def test_an_unsafe_workflow_is_noticed(old: str, new: str, problem: str) -> None:
    """Every check can fail."""
    assert list(problems("x.yml", SAFE)) == []
    assert old in SAFE
    found = list(problems("x.yml", SAFE.replace(old, new)))
    assert [each for each in found if each.startswith(problem)], found


def test_a_job_that_may_write_runs_nothing_of_the_project() -> None:
    """What it publishes was built by a job that may not."""
    workflow = SAFE.replace("it:", "publish:").replace(
        "contents: read",
        "attestations: write\n      contents: write\n      id-token: write",
    )
    assert list(problems("release.yml", workflow)) == [
        "publish: runs the project's code with wide permissions"
    ]


def test_a_release_needs_the_tests_and_the_checks() -> None:
    """On a pushed tag; the tag is checked against manifest and changelog."""
    workflow = load(read("release.yml"))
    assert workflow["on"] == {"push": {"tags": ["v*"]}}
    jobs = workflow["jobs"]
    assert jobs["publish"]["needs"] == ["tests", "build"]
    assert jobs["tests"]["uses"] == "./.github/workflows/tests.yml"
    builds = [step for step in jobs["build"]["steps"] if "run" in step]
    assert builds == [
        {
            "run": 'script/release --tag "$TAG" --output dist',
            "env": {"TAG": "${{ github.ref_name }}"},
        }
    ]


def test_the_audit_runs_every_week() -> None:
    """It covers every file of requirements and constraints."""
    workflow = load(read("audit.yml"))
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", workflow["on"]["schedule"][0]["cron"])
    steps = workflow["jobs"]["audit"]["steps"]
    audit = "".join(step.get("run", "") for step in steps)
    assert "pip-audit" in audit
    # These are not installed together with the others.
    apart = {"constraints_build.txt", "tools.txt", "backtest.txt"}
    for path in (ROOT / "requirements").iterdir():
        assert path.name in apart or f"requirements/{path.name}" in audit


def test_dependabot_sees_actions_and_packages() -> None:
    """Except the two Home Assistants, and what `script/lock` writes."""
    text = (ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8")
    config: Any = parse_yaml(text)
    updates = {each["package-ecosystem"]: each for each in config["updates"]}
    assert updates.keys() == {"github-actions", "pip"}
    assert all(each["directory"] == "/" for each in updates.values())
    locked = {
        f"requirements/{path.name}"
        for path in (ROOT / "requirements").glob("constraints_*.txt")
        if "script/lock" in path.read_text(encoding="utf-8")
    }
    assert set(updates["pip"]["exclude-paths"]) == locked
