#!/usr/bin/env python3
"""--to postgres against a real server: one of our own, with its own folder, on a loopback port. Run by ctest:
postgres_test.py PROGRAM SOURCE_DIR. Where there is no server to start, it says so and ends with 77 (skipped)."""
import glob
import json
import os
import pathlib
import pwd
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

from program import ARTICLES, PROGRAM, FolderTest, call, run_tests, write_articles

TABLES = ("articles", "parties", "deals", "deal_parties", "money", "dates", "quotes")


def skip(reason):
    print("SKIPPED: --to postgres is NOT tested: %s" % reason, file=sys.stderr)
    sys.exit(77)


def find_programs():
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]))
    if folders and os.path.exists(folders[-1] + "/initdb"):
        return folders[-1]
    path = shutil.which("initdb")
    return os.path.dirname(path) if path else skip("there is no initdb here (apt-get install postgresql)")


class Server:
    """A PostgreSQL server that goes with its folder."""

    def __init__(self):
        self.bin = find_programs()
        self.folder = tempfile.mkdtemp()
        self.user = None
        if os.getuid() == 0:  # the server refuses to run as root
            try:
                self.user = pwd.getpwnam("postgres")
            except KeyError:
                skip("this is root, and there is no user postgres to run the server as")
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        made = subprocess.run([self.bin + "/initdb", "-D", self.folder + "/data", "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
                              capture_output=True, text=True, **self.owner())
        if made.returncode != 0:
            self.remove()
            skip("initdb failed: " + made.stderr)
        self.process = subprocess.Popen([self.bin + "/postgres", "-D", self.folder + "/data", "-p", str(self.port), "-c", "listen_addresses=127.0.0.1",
                                         "-k", self.folder, "-F"], stdout=subprocess.DEVNULL, stderr=open(self.folder + "/log", "w"), **self.owner())
        self.dsn = "host=127.0.0.1 port=%d user=tester dbname=postgres" % self.port
        for _ in range(300):
            if self.process.poll() is not None:
                break
            if self.sql("SELECT 1", check=False) == "1":
                return
            time.sleep(0.1)
        log = pathlib.Path(self.folder + "/log").read_text()
        self.stop()
        skip("the server does not start: " + log)

    def owner(self):
        if self.user is None:
            return {"cwd": self.folder}
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": [], "cwd": self.folder}

    def sql(self, text, check=True):
        result = subprocess.run([self.bin + "/psql", "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-d", self.dsn, "-c", text],
                                capture_output=True, text=True)
        if check and result.returncode != 0:
            raise AssertionError(result.stderr)
        return result.stdout.strip()

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)
        self.remove()

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class PostgresTest(FolderTest):
    def setUp(self):
        super().setUp()
        SERVER.sql("DROP TABLE IF EXISTS " + ", ".join(TABLES) + " CASCADE")

    def extract(self, *args, code=0, **more):
        result = call("extract", "--to", "postgres", "--dsn", SERVER.dsn, *args, **more)
        self.assertEqual(result.returncode, code, result.stderr)
        return result

    def rows(self, table):
        return json.loads(SERVER.sql("SELECT coalesce(json_agg(t ORDER BY 1), '[]') FROM (SELECT * FROM %s ORDER BY 1, 2, 3) t" % table) or "[]")

    def test_the_same_rows_as_in_sqlite(self):
        self.extract(ARTICLES)
        db = self.dir / "deals.db"
        call("extract", ARTICLES, "-o", db)
        connection = sqlite3.connect(db)
        connection.row_factory = sqlite3.Row

        def comparable(row):
            return {k: float(v) if isinstance(v, (int, float, bool)) else v for k, v in row.items()}
        for table in TABLES:
            wanted = [comparable(dict(row)) for row in connection.execute("SELECT * FROM %s ORDER BY 1, 2, 3" % table)]
            self.assertEqual(sorted(map(comparable, self.rows(table)), key=str), sorted(wanted, key=str), table)
        connection.close()

    def test_amounts_are_exact(self):
        self.extract(text=json.dumps({"id": "a", "text": "Alder Corp paid $123456789012345678.07 to Quillon Ltd."}))
        self.assertEqual(SERVER.sql("SELECT value FROM money"), "123456789012345678.07")

    def test_an_article_that_comes_again_replaces_its_rows(self):
        first = json.dumps({"id": "a", "text": "Alder Corp bought Quillon Ltd for $3 million and 4 million euros."})
        other = json.dumps({"id": "b", "text": "Tern Inc bought Brask Ltd for $9 million."})
        again = json.dumps({"id": "a", "text": "Alder Corp bought Quillon Ltd for $5 million."})
        self.extract(text=first + "\n" + other)
        self.extract(text=again)
        self.assertEqual(SERVER.sql("SELECT article_id, value FROM money ORDER BY 1, 2"), "a|5000000\nb|9000000")
        self.extract(text=first + "\n" + again + "\n" + first)  # twice in one batch
        self.assertEqual(SERVER.sql("SELECT value FROM money WHERE article_id = 'a' ORDER BY 1"), "3000000\n4000000")

    def test_odd_texts(self):
        odd = "it's \\N \\. \t\n\r\u0000 {\"odd\",} \\"
        self.extract(text=json.dumps({"id": odd, "title": odd, "text": "Alder paid $3 million. \u0000"}) * 2 + "\n", code=1)
        self.extract(text=json.dumps({"id": odd, "title": odd, "text": "Alder paid $3 million. \u0000"}) + "\n")
        self.extract(text=json.dumps({"id": odd, "title": odd, "text": "Alder paid $3 million. \u0000"}) + "\n")
        self.assertEqual([(r["id"], r["title"]) for r in self.rows("articles")], [(odd.replace("\u0000", "\ufffd"),) * 2])

    def test_killed_and_resumed(self):
        source, journal = self.dir / "in.jsonl", self.dir / "journal"
        count = write_articles(source, 60)
        command = ["extract", source, "--to", "postgres", "--dsn", SERVER.dsn, "--journal", journal, "--resume", "--quiet"]
        for _ in range(4):
            size = journal.stat().st_size if journal.exists() else 0
            process = subprocess.Popen([PROGRAM, *map(str, command)])
            while process.poll() is None and (not journal.exists() or journal.stat().st_size < size + 300):
                time.sleep(0.0005)
            process.kill()
            process.wait()
        # Articles are there in full or not at all.
        self.assertEqual(SERVER.sql("SELECT count(*) FROM articles a WHERE deal_count <> (SELECT count(*) FROM deals d WHERE d.article_id = a.id)"), "0")
        result = call(*command)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertFalse(journal.exists())
        resumed = [self.rows(table) for table in TABLES]
        self.assertEqual(len(resumed[0]), count)
        SERVER.sql("DROP TABLE " + ", ".join(TABLES) + " CASCADE")
        self.extract(source)
        for table, rows in zip(TABLES, resumed):
            self.assertEqual(self.rows(table), rows, table)

    def test_two_runs_at_once(self):
        for name in ("a", "b"):
            with open(self.dir / (name + ".jsonl"), "w") as out:
                for number in range(200):
                    out.write(json.dumps({"id": "%s%d" % (name, number), "text": "Alder Corp bought Quillon Ltd for $3 million."}) + "\n")
        runs = [subprocess.Popen([PROGRAM, "extract", "--quiet", "--to", "postgres", "--dsn", SERVER.dsn, self.dir / (name + ".jsonl")]) for name in ("a", "b")]
        self.assertEqual([run.wait() for run in runs], [0, 0])
        self.assertEqual(SERVER.sql("SELECT count(*) FROM articles"), "400")

    def test_errors_are_told(self):
        result = call("extract", "--to", "postgres", "--dsn", "host=127.0.0.1 port=1 connect_timeout=2", text="x")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"dealwire: PostgreSQL: ", result.stderr)
        SERVER.sql("CREATE TABLE deals (id text)")
        result = self.extract(text="Alder Corp bought Quillon Ltd for $3 million.", code=2)
        self.assertIn(b"PostgreSQL: ERROR:", result.stderr)
        self.assertEqual(SERVER.sql("SELECT count(*) FROM deals"), "0")

    def test_a_server_that_goes_away(self):
        source = self.dir / "in.jsonl"
        write_articles(source, 60)
        journal = self.dir / "journal"
        process = subprocess.Popen([PROGRAM, "extract", "--quiet", source, "--to", "postgres", "--dsn", SERVER.dsn, "--journal", journal], stderr=subprocess.PIPE)
        while not journal.exists() or journal.stat().st_size < 500:
            time.sleep(0.001)
        SERVER.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")
        errors = process.communicate()[1]
        self.assertEqual(process.returncode, 2)
        self.assertIn(b"PostgreSQL: ", errors)
        self.assertEqual(call("extract", source, "--to", "postgres", "--dsn", SERVER.dsn, "--journal", journal, "--resume").returncode, 0)
        self.assertEqual(SERVER.sql("SELECT count(*) FROM articles"), "960")


if __name__ == "__main__":
    SERVER = Server()
    try:
        run_tests()
    finally:
        SERVER.stop()
