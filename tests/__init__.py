"""Tests of Occuspace for Home Assistant."""
