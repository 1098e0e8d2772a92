"""What the dashboard cards show."""
