"""Typical weeks, best times and trends. No I/O."""
