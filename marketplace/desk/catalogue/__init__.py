"""「掲載を見る」 What everybody may see: listings in a neutral order, offerings, papers."""
