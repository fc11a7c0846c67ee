"""What the answers look like: views build plain values, these document them, tests hold both."""
