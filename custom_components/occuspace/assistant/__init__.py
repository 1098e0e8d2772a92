"""The tools that llm.py offers to assistants."""
