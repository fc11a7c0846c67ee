"""「見本の市場」 The demo's first day and what came before it, by the ordinary acts."""
