"""What `script/demo --check` looks at."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
import re
from typing import Any, Final

from .errors import DemoError
from .folder import ROOT
from .home_assistant import Json
from .running import Demo

DOMAIN: Final = "occuspace"
ACTION: Final = "get_daily_occupancy"
# The only days that the example account has data of.
EXAMPLE_DATES: Final = {"start_date": "2024-01-01", "end_date": "2024-01-02"}

# Enabled for every location.
KEYS: Final = frozenset(
    {"busy_level", "count", "capacity", "is_active", "occupied", "percentage"}
)
# Known even where nobody is counted, and those that need a capacity.
ALWAYS_KNOWN: Final = frozenset({"is_active"})
NEED_CAPACITY: Final = frozenset({"busy_level", "capacity", "percentage"})

_RECORD: Final = re.compile(r"^(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)", re.MULTILINE)
_FAILURE: Final = re.compile(r" (?:ERROR|CRITICAL) \(|^Traceback ", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Everything that Home Assistant shows of the account at one moment."""

    locations: list[Json]
    """What the API itself lists."""
    devices: list[Json]
    entities: list[Json]
    states: dict[str, Json]

    def device_of(self, location_id: int) -> Json | None:
        """Return the device of a location."""
        return next(
            (device for device in self.devices if _location_id(device) == location_id),
            None,
        )

    def state_of(self, location_id: int, key: str) -> str | None:
        """Return the state of one of a location's entities."""
        entity = self.live_entities_of(location_id).get(key)
        state = self.states.get(entity["entity_id"]) if entity else None
        return None if state is None else str(state["state"])

    def problems(self) -> list[str]:
        """Return what is missing, in words."""
        if not self.locations:
            return ["The API lists no locations"]
        return [
            f"{location['name']} ({location['id']}): {problem}"
            for location in self.locations
            for problem in self._problems_of(location)
        ]

    def _problems_of(self, location: Json) -> Iterable[str]:
        """Yield what is missing of a location."""
        if self.device_of(location["id"]) is None:
            yield "no device"
            return
        entities = self.live_entities_of(location["id"])
        for key in sorted(KEYS - entities.keys()):
            yield f"no enabled entity {key}"
        may_be_unknown = unknowable(location)
        for key, entity in entities.items():
            state = self.states.get(entity["entity_id"], {}).get("state")
            if state is None:
                yield f"{entity['entity_id']} has no state"
            elif state == "unavailable" or (
                state == "unknown" and key not in may_be_unknown
            ):
                yield f"{entity['entity_id']} is {state}"

    def live_entities_of(self, location_id: int) -> dict[str, Json]:
        """Return a location's live entities by key; its past takes longer to come."""
        device = self.device_of(location_id)
        if device is None:
            return {}
        (_, identifier), *_ = device["identifiers"]
        by_key = {
            entity["unique_id"].removeprefix(f"{identifier}_"): entity
            for entity in self.entities
            if entity["device_id"] == device["id"] and entity["disabled_by"] is None
        }
        return {key: by_key[key] for key in by_key.keys() & KEYS}


def unknowable(location: Json) -> frozenset[str]:
    """Return the keys that the API has no value of, by its own list of locations."""
    if not location["isActive"] or location["earliestCount"] is None:
        return KEYS - ALWAYS_KNOWN
    return frozenset() if location["capacity"] else NEED_CAPACITY


def failures_in(log: str) -> list[str]:
    """Return the records of errors, and tracebacks, that name the integration."""
    # The project's own folder may well be called like the integration.
    text = log.replace(str(ROOT), "")
    return [
        record
        for record in _RECORD.split(text)
        if DOMAIN in record.lower() and _FAILURE.search(record)
    ]


async def sight(demo: Demo) -> Sighting:
    """Look at everything."""
    headers = {"Authorization": f"Bearer {demo.api_token}"}
    async with demo.session.get(f"{demo.base_url}/locations", headers=headers) as reply:
        reply.raise_for_status()
        locations = (await reply.json())["data"]
    devices = await demo.websocket_command("config/device_registry/list")
    entities = await demo.websocket_command("config/entity_registry/list")
    return Sighting(
        locations=locations,
        devices=[device for device in devices if _location_id(device) is not None],
        entities=[entity for entity in entities if entity["platform"] == DOMAIN],
        states={state["entity_id"]: state for state in await demo.get_states()},
    )


async def check(demo: Demo, seconds: float, *, account: str | None) -> None:
    """Print what there is to see; raise if anything is missing.

    Without the name of a simulated account, it is a real one.
    """
    sighting = await _wait_for_states(demo, seconds)
    print(_summary(sighting))
    await _check_action(demo, sighting, account)
    await demo.stop()
    if failures := failures_in(demo.log()):
        raise DemoError(
            "\n".join(["Home Assistant logged errors of the integration:", *failures])
        )
    print("Home Assistant stopped; its log has no error of the integration")


async def _wait_for_states(demo: Demo, seconds: float) -> Sighting:
    """Return what is seen once nothing is missing."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while problems := (sighting := await sight(demo)).problems():
        if loop.time() > deadline:
            raise DemoError(
                "\n".join([f"Still missing after {seconds:.0f} s:", *problems])
            )
        await asyncio.sleep(1)
    return sighting


def _summary(sighting: Sighting) -> str:
    """Return what was seen, in words."""
    own = [
        entity["entity_id"]
        for place in sighting.locations
        for entity in sighting.live_entities_of(place["id"]).values()
    ]
    unknown = [id_ for id_ in own if sighting.states[id_]["state"] == "unknown"]
    silent = [place["name"] for place in sighting.locations if unknowable(place)]
    levels = Counter(
        sighting.state_of(place["id"], "busy_level") for place in sighting.locations
    )
    lines = [
        f"{len(sighting.locations)} locations, {len(sighting.devices)} devices",
        f"{len(own)} live entities, {len(own) - len(unknown)} with a value",
    ]
    if unknown:
        lines += [f"{len(unknown)} are rightly unknown: {', '.join(silent)}"]
    counted = ", ".join(f"{count} {level}" for level, count in levels.most_common())
    lines += [f"Busy levels: {counted}"]
    for place in sighting.locations[:5]:
        count, percentage = (
            sighting.state_of(place["id"], key) for key in ("count", "percentage")
        )
        lines.append(f"  {place['name']}: {count} people, {percentage} %")
    return "\n".join(lines)


async def _check_action(demo: Demo, sighting: Sighting, account: str | None) -> None:
    """Call an action for the first location and look at its answer."""
    # The interface asks for this first, and stays blank without an answer.
    offered = await demo.websocket_command("get_services")
    if ACTION not in offered.get(DOMAIN, {}):
        raise DemoError(f"Home Assistant does not offer the action {ACTION}")
    location = sighting.locations[0]
    device = sighting.device_of(location["id"])
    if device is None:
        raise DemoError(f"{location['name']} has no device")
    dates = EXAMPLE_DATES if account == "example" else {}
    response = await demo.call_action(
        DOMAIN, ACTION, {"device_id": device["id"], **dates}
    )
    (answer,) = response["locations"]
    rows: list[Any] = answer["daily_occupancy"]
    if answer["location_id"] != location["id"] or not (rows or account is None):
        raise DemoError(f"{ACTION} for {location['name']} answered {response}")
    print(f"{ACTION} for {answer['name']}: {len(rows)} days {answer['message'] or ''}")
    for row in rows[:2]:
        print(f"  {row}")


def _location_id(device: Json) -> int | None:
    """Return the location that a device is, if it is one."""
    for domain, identifier, *_ in device["identifiers"]:
        if domain == DOMAIN:
            return int(identifier.rpartition("_")[2])
    return None
