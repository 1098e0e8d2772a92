"""What the modules of the meter share."""

DOMAIN = "meter"
CONF_COUNT = "count"
CONF_DISABLED = "disabled"
CONF_DEVICES = "devices"
WATCH_FILE = "watch_start"
