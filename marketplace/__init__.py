"""お助け隊 market: the marketplace (register, desk, web, CLI); import from its sub-packages."""
