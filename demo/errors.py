"""What can go wrong with the demo."""


class DemoError(Exception):
    """A problem, in words for the person at the terminal."""


def in_words(err: Exception) -> str:
    """Return what an error tells; that the time was up is told by none itself."""
    return str(err) or "it took too long"
