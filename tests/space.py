"""A building of two floors whose people, sensors and network a test commands."""

from datetime import date, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import ATTR_DEVICE_CLASS, EntityCategory
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.occuspace.const import DOMAIN
from simulator import Account, Simulator, faults
from simulator.account import Location

from .builders import device_of, entity_of, pass_time

BUILDING: Final = 1
FIRST: Final = 2
SECOND: Final = 3
FLOORS: Final = (FIRST, SECOND)

# Each way of aiming a trigger or a condition.
TARGETS: Final = ("entity", "device", "area", "floor", "label")

REFRESH: Final = timedelta(seconds=60)

RAN: Final = "automation_ran"


def two_floors() -> Account:
    """Return a building with two floors for a hundred people each."""
    account = Account("space", ZoneInfo("UTC"))
    account.add(Location(BUILDING, "Town Hall", earliest_count=None))
    for id_, name in ((FIRST, "1st Floor"), (SECOND, "2nd Floor")):
        account.add(
            Location(
                id_,
                name,
                parent_id=BUILDING,
                capacity=100,
                count=20,
                earliest_count=date(2026, 1, 1),
            )
        )
    return account


class Space:
    """The building, and the automations that watch it."""

    def __init__(
        self,
        hass: HomeAssistant,
        simulator: Simulator,
        entry: MockConfigEntry,
        freezer: FrozenDateTimeFactory,
    ) -> None:
        """Listen to what the automations do."""
        self.hass = hass
        self.entry = entry
        self.simulator = simulator
        self._freezer = freezer
        self.runs: list[dict[str, Any]] = []

        @callback
        def note(event: Event) -> None:
            self.runs.append(dict(event.data))

        hass.bus.async_listen(RAN, note)

    def entity(self, location: int, key: str) -> str:
        """Return the entity id of a value."""
        entity_id = entity_of(self.hass, self.entry, location, key)
        assert entity_id is not None
        return entity_id

    def device(self, location: int) -> str:
        """Return the device id of a location."""
        device_id = device_of(self.hass, self.entry, location)
        assert device_id is not None
        return device_id

    def area(self, *locations: int) -> str:
        """Return an area that the locations' devices are in."""
        area = ar.async_get(self.hass).async_get_or_create("Public area")
        for location in locations:
            dr.async_get(self.hass).async_update_device(
                self.device(location), area_id=area.id
            )
        return area.id

    def floor(self, *locations: int) -> str:
        """Return a floor with an area that the locations' devices are in."""
        floor = fr.async_get(self.hass).async_create("Public floor")
        ar.async_get(self.hass).async_update(
            self.area(*locations), floor_id=floor.floor_id
        )
        return floor.floor_id

    def label(self, location: int) -> str:
        """Return a label that the location's device has."""
        label = lr.async_get(self.hass).async_create("Watched")
        dr.async_get(self.hass).async_update_device(
            self.device(location), labels={label.label_id}
        )
        return label.label_id

    def target(self, by: str, location: int, key: str) -> dict[str, Any]:
        """Return a target that means one value of a location."""
        return {
            "entity": lambda: {"entity_id": self.entity(location, key)},
            "device": lambda: {"device_id": self.device(location)},
            "area": lambda: {"area_id": self.area(location)},
            "floor": lambda: {"floor_id": self.floor(location)},
            "label": lambda: {"label_id": self.label(location)},
        }[by]()

    async def wait(self, delta: timedelta = REFRESH) -> None:
        """Let time pass."""
        await pass_time(self.hass, self._freezer, delta)

    async def people(self, location: int, count: int) -> None:
        """Let so many people be there, and the integration see it."""
        self.simulator.account.locations[location].count = count
        await self.wait()

    async def deactivate(self, location: int, *, active: bool = False) -> None:
        """Let a location's sensors stop, or work again."""
        self.simulator.account.locations[location].is_active = active
        await self.wait()

    async def age(self, location: int, age: timedelta) -> None:
        """Let a location's last measurement be so old."""
        self.simulator.account.locations[location].age = age
        self.simulator.account.locations[BUILDING].age = age
        await self.wait()

    async def disconnect(self) -> None:
        """Let the API answer with errors only."""
        self.simulator.misbehave(faults.INTERNAL_SERVER_ERROR)
        await self.wait()

    async def reconnect(self) -> None:
        """Let the API answer again."""
        self.simulator.behave()
        await self.wait()

    async def reload(self) -> None:
        """Reload the integration."""
        assert await self.hass.config_entries.async_reload(self.entry.entry_id)
        await self.hass.async_block_till_done(wait_background_tasks=True)

    async def show(self, location: int, key: str, state: str) -> None:
        """Set the state of an entity that needs history, as if it were known."""
        is_doubt = key == "doubtful"
        entity = er.async_get(self.hass).async_get_or_create(
            "binary_sensor" if is_doubt else "sensor",
            DOMAIN,
            f"{self.entry.unique_id}_{location}_{key}",
            config_entry=self.entry,
            device_id=self.device(location),
            translation_key=key,
            original_device_class="problem" if is_doubt else None,
            entity_category=EntityCategory.DIAGNOSTIC if is_doubt else None,
        )
        attributes = {ATTR_DEVICE_CLASS: entity.original_device_class}
        self.hass.states.async_set(entity.entity_id, state, attributes)
        await self.hass.async_block_till_done()

    async def automate(
        self,
        trigger: dict[str, Any],
        conditions: list[dict[str, Any]] | None = None,
    ) -> None:
        """Set up an automation that tells what triggered it."""
        data = {
            name: f"{{{{ trigger.{name} | default(none) }}}}"
            for name in ("entity_id", "reason")
        }
        assert await async_setup_component(
            self.hass,
            "automation",
            {
                "automation": {
                    "alias": "Watch",
                    "triggers": [trigger],
                    "conditions": conditions or [],
                    "actions": [{"event": RAN, "event_data": data}],
                }
            },
        )
        await self.hass.async_block_till_done()
        state = self.hass.states.get("automation.watch")
        assert state is not None
        assert state.state == "on"
