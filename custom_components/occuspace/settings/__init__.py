"""Settings of locations, and the opening hours and days they refer to."""
