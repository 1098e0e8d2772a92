"""A real Home Assistant with the integration set up, for people and for tests."""

from .running import Demo, running_demo

__all__ = ["Demo", "running_demo"]
