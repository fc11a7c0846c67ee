"""「一覧の見せかた」 A search as an address, its panel, cards, and reasons in words."""
