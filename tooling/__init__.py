"""What ./dev is made of: installing, starting and stopping. Needs nothing but Python's standard library."""
