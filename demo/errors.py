"""What can go wrong with the demo."""


class DemoError(Exception):
    """A problem, in words for the person at the terminal."""
