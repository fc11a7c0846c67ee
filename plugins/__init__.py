"""Built-in and reference plugins, each readable in five minutes."""
