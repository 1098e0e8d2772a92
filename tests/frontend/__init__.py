"""Tests of what the dashboard cards show."""
