"""A company's own diagnosis: begun, answered by several people, finished, looked at."""
