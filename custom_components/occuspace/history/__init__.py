"""History import, the figures of the day and typical weeks."""
