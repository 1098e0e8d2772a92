"""Generates docs/reliability.md from the catalogue of faults."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from .catalogue import FAMILIES
from .fault import Family, Fault, Trial
from .invariants import INVARIANTS
from .places import BY_PLACE

PAGE: Final = Path(__file__).parents[2] / "docs" / "reliability.md"
START: Final = "<!-- faults -->\n"
END: Final = "<!-- /faults -->"

AS_ABOVE: Final = "As above"


def generate() -> str:
    """Return the generated part of the page."""
    blocks = (_figures(), _invariants(), *map(_family, FAMILIES))
    return "\n" + "\n\n".join("\n".join(block) for block in blocks) + "\n\n"


def _figures() -> Iterator[str]:
    """Yield the number of faults and the results."""
    faults = [fault for family in FAMILIES for fault in family.faults]
    trials = [trial for fault in faults for trial in fault.trials]
    failing = [fault for fault in faults if fault.defect]
    defects = sum(len(fault.trials) for fault in failing)
    reasons = dict.fromkeys(reason for fault in faults for reason in _reasons(fault))
    helped = sum(trial.recovery.needs_person is not None for trial in trials)
    unaided = len(trials) - helped - defects
    yield from (
        "## In figures",
        "",
        "| | |",
        "| :--- | ---: |",
        f"| Kinds of faults | {len(faults):,} |",
        f"| Tests: every variant, at every place | {len(trials):,} |",
        f"| Recovered without help | {unaided:,} |",
        f"| Recovered with a person's help | {helped:,} |",
        f"| Not recovered | {defects:,} |",
        "",
        "A person has to help with:",
        "",
    )
    for name, reason in reasons:
        yield f"- **{name}.** {reason}."
    if failing:
        yield from ("", "Not recovered:", "")
        for fault in failing:
            yield f"- **{fault.name}.** {fault.defect}."


def _reasons(fault: Fault) -> Iterator[tuple[str, str]]:
    """Yield the faults that need a person's help, and the reasons."""
    reasons = [
        (trial.name, trial.recovery.needs_person)
        for trial in fault.trials
        if trial.recovery.needs_person
    ]
    is_one = len({reason for _, reason in reasons}) == 1
    for name, reason in reasons:
        yield fault.name if is_one else f"{fault.name}, {name}", reason


def _invariants() -> Iterator[str]:
    """Yield what must not happen."""
    yield from (
        "## What must not happen",
        "",
        "Checked during and after every fault:",
        "",
    )
    for invariant in INVARIANTS:
        yield f"- {invariant.text}"
    yield from (
        "",
        "And once the account is unloaded: no remaining task, timer or request.",
    )


def _family(family: Family) -> Iterator[str]:
    """Yield the table of one family."""
    yield from (f"## {family.title}", "", family.about, "")
    if AS_ABOVE in map(_expectations, family.faults):
        yield from (
            "What you see depends on the affected replies:",
            "",
            "| Affected | What you see |",
            "| :--- | :--- |",
        )
        for place, expectation in BY_PLACE.items():
            yield f"| {place} | {expectation.text} |"
        yield ""
    yield from (
        "| Fault | Tests | What you see | Recovery |",
        "| :--- | ---: | :--- | :--- |",
    )
    for fault in family.faults:
        recovery = _combined((each.recovery.text, each) for each in fault.trials)
        cells = (fault.name, str(len(fault.trials)), _expectations(fault), recovery)
        yield f"| {' | '.join(cells)} |"


def _expectations(fault: Fault) -> str:
    """Return what a user sees."""
    by_place = {(trial.place, trial.expects) for trial in fault.trials}
    if by_place == set(BY_PLACE.items()):
        return AS_ABOVE
    return _combined((trial.expects.text, trial) for trial in fault.trials)


def _combined(texts: Iterable[tuple[str, Trial]]) -> str:
    """Return each text once, with the trials it applies to if not to all."""
    by_text: dict[str, list[Trial]] = {}
    for text, trial in texts:
        by_text.setdefault(text, []).append(trial)
    if len(by_text) == 1:
        return next(iter(by_text))
    if _is_by_place(by_text.values()):
        return "; ".join(
            f"*{_listed(trial.place for trial in trials)}:* {text}"
            for text, trials in by_text.items()
        )
    default = max(by_text, key=lambda text: len(by_text[text]))
    others = (
        f"*{_listed(trial.name for trial in trials)}:* {text}"
        for text, trials in by_text.items()
        if text != default
    )
    return "; ".join((default, *others))


def _is_by_place(groups: Iterable[list[Trial]]) -> bool:
    """Return whether the texts depend only on the place."""
    places = [{trial.place for trial in trials} for trials in groups]
    times = Counter(chain.from_iterable(places))
    return "" not in times and max(times.values()) == 1


def _listed(names: Iterable[str]) -> str:
    """Return the distinct names, capitalised as the start of a sentence."""
    text = ", ".join(dict.fromkeys(names))
    return text[:1].upper() + text[1:]
