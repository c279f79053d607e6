"""Times queries on SQLite's FTS5 with trigrams: the query's words as substrings, any of them, ranked by bm25.

fts5.py UNITS QUERIES: prints the milliseconds of each query. The first round warms up.
"""
import json
import re
import sqlite3
import sys
import time

base = sqlite3.connect(":memory:")
base.execute("create virtual table t using fts5(id unindexed, title, body, tokenize='trigram')")
with open(sys.argv[1], encoding="utf-8") as units:
    rows = (json.loads(line) for line in units)
    base.executemany("insert into t values (?, ?, ?)", ((row["id"], row["title"], row["body"]) for row in rows))
base.execute("insert into t(t) values ('optimize')")
base.commit()


def search(query):
    words = [word for word in re.findall(r"\w+", query) if len(word) >= 3]
    if not words:
        return []
    match = " OR ".join(f'"{word}"' for word in words)
    found = "select id, title, body from t where t match ? order by bm25(t, 0, 3, 1) limit 20"
    return base.execute(found, (match,)).fetchall()


with open(sys.argv[2], encoding="utf-8") as file:
    queries = json.load(file)
# The trigrams of a large library are slow: half of the queries, of every sort, are enough for a quantile.
queries = queries[::4] + queries[1::4]
for round in range(2):
    for query in queries[: len(queries) if round else 20]:
        began = time.perf_counter()
        search(query)
        if round:
            print((time.perf_counter() - began) * 1000)
