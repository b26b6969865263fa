#!/usr/bin/env python3
"""A run that is stopped loses nothing: killed at ten random points and resumed, its output is that of an unbroken
run. Run by ctest: resume_test.py PROGRAM SOURCE_DIR [SEED]."""
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

from program import ARTICLES, PROGRAM, FolderTest, call, lines, run_tests, write_articles

SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 30)
KILLS = 10


def count_lines(path):
    try:
        return path.read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0


class ResumeTest(FolderTest):
    def setUp(self):
        super().setUp()
        print("seed %d" % SEED, file=sys.stderr)
        self.random = random.Random(SEED)
        self.source = self.dir / "in"
        self.source.mkdir()
        # A folder of small files, and two larger files of lines with bad ones among them.
        for path in ARTICLES.glob("*.txt"):
            shutil.copy(path, self.source)
        write_articles(self.source / "one.jsonl", 60, bad_every=50)
        write_articles(self.source / "two.jsonl", 60, bad_every=7)
        (self.source / "zz.txt").write_text("Alder paid $3 million.")

    def command(self, target, *more):
        return ["extract", self.source, "-j", "2", "-o", target, "--rejects", str(target) + ".bad", *more]

    def kill_until_done(self, target):
        """Runs with --resume, killed as soon as its journal has grown by a random number of lines."""
        journal = target.with_name(target.name + ".resume")
        kills = 0
        while True:
            process = subprocess.Popen([PROGRAM, *map(str, self.command(target, "--resume"))], stderr=subprocess.DEVNULL)
            until = count_lines(journal) + self.random.randrange(1, 4)
            while kills < KILLS and process.poll() is None and count_lines(journal) < until:
                time.sleep(0.0005)
            if kills == KILLS or process.poll() is not None:
                self.assertEqual(process.wait(), 1)  # some lines were rejected
                break
            time.sleep(self.random.random() * 0.02)
            process.kill()
            process.wait()
            kills += 1
            self.assertFalse(target.exists() and target.suffix != ".db")
        self.assertEqual(kills, KILLS, "the input is too small")
        self.assertFalse(journal.exists())

    def test_killed_at_ten_points(self):
        for name in ("out.jsonl", "out.csv"):
            with self.subTest(name):
                whole, broken = self.dir / ("whole-" + name), self.dir / ("broken-" + name)
                self.assertEqual(call(*self.command(whole)).returncode, 1)
                self.kill_until_done(broken)
                self.assertEqual(broken.read_bytes(), whole.read_bytes())
                self.assertEqual(*((self.dir / (kind + name + ".bad")).read_text() for kind in ("broken-", "whole-")))
        self.assertEqual(sorted(p.name for p in self.dir.glob("broken*")),
                         ["broken-out.csv", "broken-out.csv.bad", "broken-out.jsonl", "broken-out.jsonl.bad"])

    def test_database_killed_at_ten_points(self):
        whole, broken = self.dir / "whole.db", self.dir / "broken.db"
        self.assertEqual(call(*self.command(whole)).returncode, 1)
        self.kill_until_done(broken)
        dumps = []
        for path in (whole, broken):
            connection = sqlite3.connect(path)
            self.assertEqual(connection.execute("PRAGMA integrity_check").fetchone(), ("ok",))
            dumps.append([connection.execute("SELECT * FROM %s ORDER BY 1, 2, 3" % table).fetchall()
                          for table in ("articles", "parties", "deals", "deal_parties", "money", "dates", "quotes")])
            connection.close()
        self.assertEqual(*dumps)

    def test_a_full_disk_leaves_whole_lines_and_can_be_resumed(self):
        whole, broken = self.dir / "whole.jsonl", self.dir / "broken.jsonl"
        call(*self.command(whole))
        limit = whole.stat().st_size // 2 + 77
        result = call(*self.command(broken), preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"broken.jsonl: File too large", result.stderr)
        self.assertIn(b"--resume", result.stderr)
        part = (self.dir / "broken.jsonl.part").read_bytes()
        self.assertTrue(part.endswith(b"\n") and whole.read_bytes().startswith(part))
        self.assertEqual(call(*self.command(broken, "--resume")).returncode, 1)
        self.assertEqual(broken.read_bytes(), whole.read_bytes())

    def stopped(self, target, *more):
        """A run that SIGTERM ends after its first batches."""
        journal = target.with_name(target.name + ".resume")
        journal.unlink(missing_ok=True)
        process = subprocess.Popen([PROGRAM, *map(str, self.command(target, *more))], stderr=subprocess.PIPE)
        while count_lines(journal) < 3:
            time.sleep(0.0005)
        process.send_signal(signal.SIGTERM)
        errors = process.communicate()[1]
        self.assertEqual(process.returncode, 143)
        return errors

    def test_a_signal_loses_nothing(self):
        whole, broken, stats = self.dir / "whole.jsonl", self.dir / "broken.jsonl", self.dir / "stats.json"
        call(*self.command(whole, "--stats", stats))
        wanted = json.loads(stats.read_text())
        self.assertIn(b"stopped; --resume goes on from", self.stopped(broken, "--stats", stats))
        before = json.loads(stats.read_text())
        self.assertEqual(before["exit_code"], 143)
        result = call(*self.command(broken, "--resume", "--stats", stats))
        self.assertIn(b"of them by earlier runs", result.stderr)
        self.assertEqual(broken.read_bytes(), whole.read_bytes())
        got = json.loads(stats.read_text())
        for key in ("articles", "records", "rejected", "deals", "bytes"):
            self.assertEqual(got[key], wanted[key])
        self.assertEqual(got["articles_by_earlier_runs"], before["articles"])

    def test_a_run_without_resume_begins_anew(self):
        whole, broken = self.dir / "whole.jsonl", self.dir / "broken.jsonl"
        call(*self.command(whole))
        self.stopped(broken)
        call(*self.command(broken))
        self.assertEqual(broken.read_bytes(), whole.read_bytes())
        # With nothing to resume, --resume begins at the beginning.
        broken.unlink()
        call(*self.command(broken, "--resume"))
        self.assertEqual(broken.read_bytes(), whole.read_bytes())

    def test_new_files_are_taken_and_changed_ones_told(self):
        target = self.dir / "out.jsonl"
        self.stopped(target)
        (self.source / "00_new.txt").write_text("Tern paid $9 million.")
        call(*self.command(target, "--resume"))
        paths = [os.path.basename(r["doc"]["path"]) for r in lines(target.read_bytes())]
        self.assertEqual(paths.count("00_new.txt"), 1)
        self.assertEqual(len(paths), 1 + 16 + 2 * 960 + 1)

        for change, fault in ((lambda text: text.replace("million", "billion"), "has changed"), (lambda text: text[:text.index("\n") + 1], "is shorter")):
            shutil.rmtree(self.source)
            self.source.mkdir()
            write_articles(self.source / "one.jsonl", 60)
            self.stopped(target)
            changed = self.source / "one.jsonl"
            changed.write_text(change(changed.read_text()))
            result = call(*self.command(target, "--resume"))
            self.assertEqual(result.returncode, 2)
            self.assertRegex(result.stderr.decode(), r"one\.jsonl (%s) .*without --resume" % fault)

    def test_other_settings_are_refused(self):
        target = self.dir / "out.jsonl"
        self.stopped(target)
        for more in (("--published", "2026-04-27"), ("--errors", "inline"), ("--to", "csv"), ("--from", "text")):
            result = call(*self.command(target, "--resume", *more))
            self.assertEqual(result.returncode, 2, more)
            self.assertIn(b"other settings", result.stderr)

    def test_a_journal_of_its_own_place(self):
        journal = self.dir / "mine"
        process = subprocess.Popen([PROGRAM, "extract", self.source, "--journal", journal], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        process.stdout.read(200000)
        process.send_signal(signal.SIGTERM)
        process.communicate()
        self.assertGreater(count_lines(journal), 1)
        result = call("extract", self.source, "--journal", journal, "--resume")
        self.assertLess(len(result.stdout.splitlines()), 16 + 2 * 960 + 1)
        self.assertFalse(journal.exists())


if __name__ == "__main__":
    run_tests()
