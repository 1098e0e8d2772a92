"""Prints the catalogue of faults as a page of the documentation."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from .catalogue import FAMILIES
from .fault import Family, Fault, Trial
from .invariants import INVARIANTS
from .places import USUALLY

PAGE: Final = Path(__file__).parents[2] / "docs" / "reliability.md"
START: Final = "<!-- faults -->\n"
END: Final = "<!-- /faults -->"

AS_ABOVE: Final = "As above"


def printed() -> str:
    """Return everything on the page that follows from the catalogue."""
    blocks = (_figures(), _invariants(), *map(_family, FAMILIES))
    return "\n" + "\n\n".join("\n".join(block) for block in blocks) + "\n\n"


def _figures() -> Iterator[str]:
    """Yield how many faults there are, and what becomes of the account."""
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
        f"| Faults tried: every variant, at every place | {len(trials):,} |",
        f"| Survived, and recovered from without help | {unaided:,} |",
        f"| Survived, and recovered from with a person's help | {helped:,} |",
        f"| Not survived | {defects:,} |",
        "",
        "A person has to help where nothing else can:",
        "",
    )
    for name, reason in reasons:
        yield f"- **{name}.** {reason}."
    if failing:
        yield from ("", "Not survived:", "")
        for fault in failing:
            yield f"- **{fault.name}.** {fault.defect}."


def _reasons(fault: Fault) -> Iterator[tuple[str, str]]:
    """Yield what takes a person's help, and why."""
    told = [
        (trial.name, trial.recovery.needs_person)
        for trial in fault.trials
        if trial.recovery.needs_person
    ]
    is_one = len({reason for _, reason in told}) == 1
    for name, reason in told:
        yield fault.name if is_one else f"{fault.name}, {name}", reason


def _invariants() -> Iterator[str]:
    """Yield what must not happen."""
    yield from (
        "## What must not happen",
        "",
        "Checked while every fault lasts, and after it:",
        "",
    )
    for invariant in INVARIANTS:
        yield f"- {invariant.text}"
    yield from (
        "",
        "And once the account is unloaded: no task, timer or request left.",
    )


def _family(family: Family) -> Iterator[str]:
    """Yield the table of one family."""
    yield from (f"## {family.title}", "", family.about, "")
    if AS_ABOVE in map(_sights, family.faults):
        yield from (
            "What you see depends on what is struck:",
            "",
            "| Struck | What you see |",
            "| :--- | :--- |",
        )
        for place, sight in USUALLY.items():
            yield f"| {place} | {sight.text} |"
        yield ""
    yield from (
        "| What happens | Tried | What you see | Afterwards |",
        "| :--- | ---: | :--- | :--- |",
    )
    for fault in family.faults:
        afterwards = _told((each.recovery.text, each) for each in fault.trials)
        cells = (fault.name, str(len(fault.trials)), _sights(fault), afterwards)
        yield f"| {' | '.join(cells)} |"


def _sights(fault: Fault) -> str:
    """Return what a user sees of a fault."""
    by_place = {(trial.place, trial.sees) for trial in fault.trials}
    if by_place == set(USUALLY.items()):
        return AS_ABOVE
    return _told((trial.sees.text, trial) for trial in fault.trials)


def _told(told: Iterable[tuple[str, Trial]]) -> str:
    """Return what is told of all trials, once, saying of which if not of all."""
    by_text: dict[str, list[Trial]] = {}
    for text, trial in told:
        by_text.setdefault(text, []).append(trial)
    if len(by_text) == 1:
        return next(iter(by_text))
    if _is_by_place(by_text.values()):
        return "; ".join(
            f"*{_listed(trial.place for trial in trials)}:* {text}"
            for text, trials in by_text.items()
        )
    usual = max(by_text, key=lambda text: len(by_text[text]))
    others = (
        f"*{_listed(trial.name for trial in trials)}:* {text}"
        for text, trials in by_text.items()
        if text != usual
    )
    return "; ".join((usual, *others))


def _is_by_place(groups: Iterable[list[Trial]]) -> bool:
    """Return whether it is the place that makes the difference."""
    places = [{trial.place for trial in trials} for trials in groups]
    times = Counter(chain.from_iterable(places))
    return "" not in times and max(times.values()) == 1


def _listed(names: Iterable[str]) -> str:
    """Return names, each once, as the beginning of a sentence."""
    text = ", ".join(dict.fromkeys(names))
    return text[:1].upper() + text[1:]
