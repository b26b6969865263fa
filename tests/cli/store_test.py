#!/usr/bin/env python3
"""CSV, bulk lines and SQLite hold what the records say. Run by ctest: store_test.py PROGRAM SOURCE_DIR."""
import csv
import json
import re
import sqlite3

from program import ARTICLES, SOURCE, FolderTest, call, lines, run_tests

TABLES = ("articles", "parties", "deals", "deal_parties", "money", "dates", "quotes")


def columns_of_sql():
    """The columns of each table as schemas/tables.sql has them."""
    sql = (SOURCE / "schemas" / "tables.sql").read_text()
    return {name: [line.split()[0] for line in body.splitlines() if re.match(r"  [a-z]", line)]
            for name, body in re.findall(r"CREATE TABLE IF NOT EXISTS (\w+) \((.*?)\n\);", sql, re.S)}


class SqliteTest(FolderTest):
    def setUp(self):
        super().setUp()
        self.db = self.dir / "deals.db"

    def rows(self, sql, *args):
        connection = sqlite3.connect(self.db)
        try:
            return connection.execute(sql, args).fetchall()
        finally:
            connection.close()

    def extract(self, *args, **more):
        result = call("extract", "-o", self.db, *args, **more)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(result.stdout, b"")

    def test_rows_are_what_the_records_say(self):
        self.extract(ARTICLES)
        records = lines(call("extract", ARTICLES).stdout)
        self.assertEqual([p.name for p in self.dir.iterdir()], ["deals.db"])
        self.assertEqual(set(self.rows("SELECT id, sha256, bytes, chars, deal_count FROM articles")),
                         {(r["doc"]["id"], r["doc"]["sha256"], r["doc"]["bytes"], r["doc"]["chars"], len(r["deals"])) for r in records})
        for kind, table in (("money", "money"), ("dates", "dates"), ("parties", "parties"), ("quotes", "quotes"), ("deals", "deals")):
            self.assertEqual(set(self.rows("SELECT article_id, id FROM " + table)), {(r["doc"]["id"], i["id"]) for r in records for i in r[kind]})
        self.assertEqual({(a, i): (c, str(v) if v is not None else None, e, s) for a, i, c, v, e, s in
                          self.rows("SELECT article_id, id, currency, value, exact, start_byte FROM money")},
                         {(r["doc"]["id"], m["id"]): (m.get("currency"), m.get("value"), m["span"]["exact"], m["span"]["byte_start"])
                          for r in records for m in r["money"]})
        self.assertEqual(sorted(self.rows("SELECT article_id, deal_id, place, role, name FROM deal_parties")),
                         sorted((r["doc"]["id"], d["id"], n + 1, p["role"], r["parties"][int(p["party"][1:]) - 1]["name"])
                                for r in records for d in r["deals"] for n, p in enumerate(d["parties"])))
        self.assertEqual([json.loads(j) for (j,) in self.rows("SELECT json FROM deals ORDER BY article_id, id")],
                         [d for r in sorted(records, key=lambda r: r["doc"]["id"]) for d in sorted(r["deals"], key=lambda d: d["id"])])

    def test_the_schema_file_is_the_schema(self):
        self.extract(text="Alder Corp bought Quillon Ltd for $3 million.")
        for table, columns in columns_of_sql().items():
            self.assertEqual([row[1] for row in self.rows("PRAGMA table_info(%s)" % table)],
                             [c for c in columns if c != "PRIMARY"])
        self.assertEqual(sorted(columns_of_sql()), sorted(TABLES))
        self.assertGreaterEqual(len(self.rows("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")), 5)

    def test_an_article_that_comes_again_replaces_its_rows(self):
        first = json.dumps({"id": "a", "text": "Alder Corp bought Quillon Ltd for $3 million and 4 million euros."})
        other = json.dumps({"id": "b", "text": "Tern Inc bought Brask Ltd for $9 million."})
        again = json.dumps({"id": "a", "text": "Alder Corp bought Quillon Ltd for $5 million."})
        self.extract(text=first + "\n" + other)
        self.extract(text=again)
        self.assertEqual(self.rows("SELECT article_id, value FROM money ORDER BY 1, 2"), [("a", 5000000), ("b", 9000000)])
        # Twice in one run: the last counts.
        self.extract(text=first + "\n" + again + "\n" + first)
        self.assertEqual(self.rows("SELECT value FROM money WHERE article_id = 'a' ORDER BY 1"), [(3000000,), (4000000,)])
        self.assertEqual(self.rows("SELECT count(*) FROM articles"), [(2,)])

    def test_odd_texts(self):
        text = "Alder\u0000 Corp 'bought' \"Quillon; DROP TABLE deals\" Ltd\tfor \\$3 million. 😀"
        self.extract(text=json.dumps({"id": "it's \\ \t\u0000 odd", "title": "a\nb", "text": text}))
        self.assertEqual(self.rows("SELECT id, title FROM articles"), [("it's \\ \t\ufffd odd", "a\nb")])

    def test_what_is_no_database_is_left_alone(self):
        self.db.write_text("no database, but a file that somebody needs\n" * 100)
        result = call("extract", "-o", self.db, text="x")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"deals.db: file is not a database", result.stderr)
        self.assertIn("somebody needs", self.db.read_text())

    def test_tables_of_somebody_else_are_told(self):
        connection = sqlite3.connect(self.db)
        connection.execute("CREATE TABLE deals (id TEXT)")
        connection.close()
        result = call("extract", "-o", self.db, text="x")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"deals.db: ", result.stderr)

    def test_a_reader_may_look_on(self):
        self.extract(ARTICLES)
        reader = sqlite3.connect(self.db)
        reader.execute("BEGIN")
        self.assertEqual(reader.execute("SELECT count(*) FROM articles").fetchone(), (16,))
        self.extract(text="Alder paid $3 million.")
        self.assertEqual(reader.execute("SELECT count(*) FROM articles").fetchone(), (16,))
        reader.close()
        self.assertEqual(self.rows("SELECT count(*) FROM articles"), [(17,)])


class TextFormatsTest(FolderTest):
    def test_csv_has_a_row_a_deal(self):
        target = self.dir / "deals.csv"
        self.assertEqual(call("extract", ARTICLES, "-o", target).returncode, 0)
        records = lines(call("extract", ARTICLES).stdout)
        with open(target, newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([(r["article_id"], r["deal_id"], r["type"], r["status"], r["deal_title"], r["evidence"]) for r in rows],
                         [(r["doc"]["id"], d["id"], d["type"], d["status"], d.get("title", ""), d["evidence"][0]["exact"])
                          for r in records for d in r["deals"]])
        for row in rows:
            self.assertNotIn(None, row)  # no row is longer than the header
            record = next(r for r in records if r["doc"]["id"] == row["article_id"])
            deal = next(d for d in record["deals"] if d["id"] == row["deal_id"])
            for party in deal["parties"]:
                self.assertIn(record["parties"][int(party["party"][1:]) - 1]["name"], row[party["role"]].split("; "))
        self.assertEqual(call("extract", ARTICLES, "--to", "csv").stdout, target.read_bytes())

    def test_csv_quotes_what_it_must(self):
        text = 'On Monday, "as planned", Alder Corp\nagreed to buy Quillon Ltd for $3 million.'
        result = call("extract", "--to", "csv", text=json.dumps({"id": 'a,"b"', "title": "x,\ny", "text": text}))
        rows = list(csv.DictReader(result.stdout.decode().splitlines(keepends=True)))
        self.assertTrue(rows)
        self.assertEqual((rows[0]["article_id"], rows[0]["article_title"]), ('a,"b"', "x,\ny"))
        self.assertEqual(call("extract", "--to", "csv", text="Nothing happened.").stdout.count(b"\n"), 1)

    def test_bulk_lines(self):
        data = json.dumps({"id": "a\"b", "text": "Alder paid $3 million."}) + "\n" + json.dumps({"id": "x" * 600, "text": "No."})
        rows = lines(call("extract", "--to", "bulk", text=data).stdout)
        self.assertEqual(rows[0], {"index": {"_id": 'a"b'}})
        self.assertEqual(rows[1]["doc"]["id"], 'a"b')
        self.assertEqual(rows[2], {"index": {"_id": rows[3]["doc"]["sha256"]}})
        self.assertEqual(len(rows), 4)

    def test_pretty_is_a_format_too(self):
        self.assertEqual(call("extract", "--to", "json", ARTICLES).stdout, call("extract", "--pretty", ARTICLES).stdout)

    def test_flags_that_do_not_go_together(self):
        for args, reason in ((("--pretty", "--to", "csv"), "--pretty"), (("--errors", "inline", "--to", "csv"), "--errors"),
                             (("--dsn", "x"), "--dsn"), (("--to", "sqlite"), "-o"), (("--to", "postgres", "-o", "x"), "-o"),
                             (("--resume",), "--resume"), (("--to", "xml"), "--to"), (("--log-level", "loud"), "--log-level")):
            result = call("extract", *args, text="x")
            self.assertEqual(result.returncode, 2, args)
            self.assertIn(reason, result.stderr.decode(), args)


if __name__ == "__main__":
    run_tests()
