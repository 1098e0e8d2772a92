"""Tests of the settings of locations."""
