"""Everything the outside world can do to the integration, and what comes of it."""
