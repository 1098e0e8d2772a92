"""Constants of the Occuspace integration."""

import logging
from typing import Final

DOMAIN: Final = "occuspace"
LOGGER = logging.getLogger(__package__)

MANUFACTURER: Final = "Occuspace"

CONF_BASE_URL: Final = "base_url"
CONF_BUSY_THRESHOLD: Final = "busy_threshold"
CONF_DETAIL_DAYS: Final = "detail_days"
CONF_EXCEPTIONAL_DAYS: Final = "exceptional_days"
CONF_EXCLUDED: Final = "excluded"
CONF_EXCLUDED_ALONE: Final = "excluded_alone"
CONF_EXCLUDED_BENEATH: Final = "excluded_beneath"
CONF_FREE_CAPACITY: Final = "free_capacity"
CONF_LOCATION: Final = "location"
CONF_LOCATIONS: Final = "locations"
CONF_MAXIMUM_AGE: Final = "maximum_age"
CONF_OPENING_HOURS: Final = "opening_hours"
CONF_UPDATE_INTERVAL: Final = "update_interval"
CONF_VERY_BUSY_THRESHOLD: Final = "very_busy_threshold"

# Utilization can exceed 100 %.
MAX_THRESHOLD: Final = 500

# The key of the only entity that belongs to the account, not to a location.
KEY_HISTORY: Final = "history"

# The key of the entity that only locations with opening hours have.
KEY_OPEN: Final = "open"

SECTION_ADVANCED: Final = "advanced"

# The type of the subentries that hold the settings of a location.
SUBENTRY_LOCATION: Final = "location"
