"""「結果の紙面」 A check as one page for people: no script, no outside resource, ready to print."""
