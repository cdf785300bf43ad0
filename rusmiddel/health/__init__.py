"""Whether the parts of the system are alive. Knows nothing about citizens."""
