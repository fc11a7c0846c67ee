"""Text (YAML, JSON) ↔ domain values: one schema a noun, unknown fields refused, Japanese errors."""
