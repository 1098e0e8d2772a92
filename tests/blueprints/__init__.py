"""The blueprints, each instantiated in a Home Assistant with a simulated building."""
