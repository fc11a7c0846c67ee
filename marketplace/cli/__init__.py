"""「コマンド」 ``otasuke …``: check a dossier, read the editions, run the market."""
