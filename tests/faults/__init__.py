"""External faults and their effect on the integration."""
