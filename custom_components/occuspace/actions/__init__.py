"""The actions that services.py registers."""
