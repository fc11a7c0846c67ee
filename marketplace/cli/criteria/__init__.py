"""「基準の道具」 What a certifying body does with the criteria text before it publishes it."""
