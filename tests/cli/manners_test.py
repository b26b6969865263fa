#!/usr/bin/env python3
"""How dealwire behaves in a pipe, on a terminal and in a shell. Run by ctest: manners_test.py PROGRAM SOURCE_DIR."""
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import time
import unittest

from program import ARTICLES, PROGRAM, FolderTest, call, lines, run_tests, write_articles

FINE = json.dumps({"id": "a", "text": "Alder Corp bought Quillon Ltd for $3 million."}) + "\n"
SUMMARY = rb"^dealwire: 16 articles, \d+ deals, 0 rejected, 0\.0 MB in [\d.]+ s \([\d.]+ MB/s\)\n$"


class PipeTest(FolderTest):
    def test_a_slow_pipe_gets_its_line_at_once(self):
        with subprocess.Popen([PROGRAM, "extract", "--quiet", "--from", "jsonl", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            for number in range(5):
                process.stdin.write(json.dumps({"id": number, "text": "Alder paid $3 million."}).encode() + b"\n")
                process.stdin.flush()
                ready, _, _ = select.select([process.stdout], [], [], 30)
                self.assertTrue(ready, "no answer to line %d" % number)
                self.assertEqual(json.loads(process.stdout.readline())["doc"]["id"], str(number))
            process.stdin.close()
            self.assertEqual(process.wait(timeout=60), 0)

    def test_a_signal_ends_a_run_that_waits_for_a_pipe(self):
        with subprocess.Popen([PROGRAM, "extract", "--quiet", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            process.stdin.write(FINE.encode())
            process.stdin.flush()
            self.assertTrue(process.stdout.readline())
            process.send_signal(signal.SIGTERM)
            self.assertEqual(process.wait(timeout=30), 143)

    def test_one_line_a_line_with_errors_inline(self):
        data = [FINE, "no JSON\n", '{"id":"b","x_n":1}\n', FINE, '{"id":7,"text":3}\n', '{"text":"\\ud800"}\n', FINE, '{"id":"c"}']
        for more in ((), ("-j", "4"), ("--unordered",)):
            result = call("extract", "--errors", "inline", "--quiet", *more, text="".join(data))
            self.assertEqual((result.returncode, result.stderr), (1, b""))
            rows = lines(result.stdout)
            self.assertEqual(len(rows), len(data))
            self.assertEqual([row["doc"]["id"] if "doc" in row else row.get("id") for row in rows], ["a", None, "b", "a", "7", None, "a", "c"])
            self.assertEqual(rows[2], {"id": "b", "where": "standard input:3", "error": 'no "text" or "html"', "x_n": 1})
            self.assertTrue(all(("error" in row) != ("doc" in row) for row in rows))

    def test_what_the_caller_sent_along_comes_back(self):
        extra = {"x_feed": "a \"b\" é\n", "x_rank": 3, "x_none": None, "x_deep": {"a": [1, {"b": True}], "exact": ""}}
        text = json.dumps({"id": "a", **extra, "text": "Alder paid $3 million.", "other": 1})
        row = lines(call("extract", text=text).stdout)[0]
        self.assertEqual({k: v for k, v in row.items() if k.startswith("x_")}, extra)
        self.assertNotIn("other", row)
        # As it was written, digit for digit.
        self.assertIn(b'"x_price":1.50,"x_id":12345678901234567', call("extract", text='{"x_price": 1.50, "x_id":12345678901234567, "text":"x"}').stdout)
        for bad in ('{"text":"x","x_a":[1,}]}', '{"text":"x","x_a":tru}', '{"x_a":{"b" 1},"text":"x"}'):
            self.assertEqual(call("extract", text=bad + "\n").returncode, 1, bad)


class TellingTest(FolderTest):
    def test_summary_and_levels(self):
        self.assertRegex(call("extract", ARTICLES).stderr, SUMMARY)
        for args in (("--quiet",), ("--log-level", "warning"), ("--log-level", "error")):
            self.assertEqual(call("extract", *args, ARTICLES).stderr, b"")
        self.assertRegex(call("extract", "--quiet", text="{}\n").stderr, rb'^dealwire: standard input:1: no "text" or "html"\n$')
        result = call("extract", "--log-level", "error", text="{}\n")
        self.assertEqual((result.returncode, result.stderr), (1, b""))
        self.assertIn(b"no/such", call("extract", "--log-level", "error", "no/such").stderr)

    def test_stats(self):
        stats = self.dir / "stats.json"
        result = call("extract", "--stats", stats, text=FINE + "{}\n" + FINE)
        figures = json.loads(stats.read_text())
        self.assertEqual({k: figures[k] for k in ("articles", "records", "rejected", "deals", "articles_by_earlier_runs", "exit_code")},
                         {"articles": 3, "records": 2, "rejected": 1, "deals": 2, "articles_by_earlier_runs": 0, "exit_code": 1})
        self.assertEqual(figures["rules_digest"], lines(result.stdout)[0]["provenance"]["rules_digest"])
        self.assertRegex(figures["started"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertGreater(figures["seconds"], 0)
        self.assertEqual(os.listdir(self.dir), ["stats.json"])
        self.assertEqual(call("extract", "--stats", self.dir / "no" / "file", text=FINE).returncode, 2)

    def test_progress_on_a_terminal(self):
        source = self.dir / "in.jsonl"
        write_articles(source, 400)
        ours, theirs = pty.openpty()
        process = subprocess.Popen([PROGRAM, "extract", "-j", "1", source, "-o", self.dir / "out.jsonl"], stderr=theirs)
        os.close(theirs)
        seen = b""
        while True:
            try:
                data = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not data:
                break
            seen += data
        os.close(ours)
        self.assertEqual(process.wait(), 0)
        self.assertRegex(seen, rb"dealwire: \d+ articles, \d+ deals, \d+ rejected, [\d.]+ MB, [\d.]+ MB/s, \d+ s left\r\x1b\[K")
        self.assertTrue(seen.rstrip().split(b"\x1b[K")[-1].startswith(b"dealwire: 6400 articles"), seen)


class ShellTest(FolderTest):
    def flags(self, *command):
        return set(re.findall(r"(?<=\s|,)--?[a-z][a-z-]*", call(*command, "--help").stdout.decode()))

    def test_man_page(self):
        page = call("man").stdout.decode()
        for command in (("extract",), ("explain",), ("verify",)):
            for flag in self.flags(*command) - {"-h", "--help"}:
                self.assertIn("\\fB" + flag.replace("-", "\\-"), page)
        if shutil.which("groff"):
            result = subprocess.run(["groff", "-man", "-Tutf8", "-ww"], input=page.encode(), capture_output=True)
            self.assertEqual((result.returncode, result.stderr), (0, b""))

    def complete(self, *words):
        script = self.dir / "dealwire.bash"
        script.write_bytes(call("completions", "bash").stdout)
        quoted = " ".join("'%s'" % word for word in words)
        run = 'source "$0"; COMP_WORDS=(%s); COMP_CWORD=%d; _dealwire; printf "%%s\\n" "${COMPREPLY[@]}"' % (quoted, len(words) - 1)
        result = subprocess.run(["bash", "-c", run, script], capture_output=True, text=True, cwd=self.dir)
        self.assertEqual(result.stderr, "")
        return result.stdout.split()

    def test_bash(self):
        self.assertEqual(self.complete("dealwire", "ex"), ["extract", "explain"])
        self.assertEqual(self.complete("dealwire", "rules", "c"), ["check"])
        self.assertEqual(self.complete("dealwire", "extract", "--to", "s"), ["sqlite"])
        self.assertEqual(self.complete("dealwire", "extract", "--log-level", ""), ["error", "warning", "info", "debug"])
        self.assertEqual(set(self.complete("dealwire", "extract", "--")), {f for f in self.flags("extract") if f.startswith("--")})
        (self.dir / "news.jsonl").touch()
        self.assertEqual(self.complete("dealwire", "extract", "-o", "new"), ["news.jsonl"])
        self.assertEqual(self.complete("dealwire", "verify", "new"), ["news.jsonl"])

    def test_zsh_and_fish(self):
        for shell in ("zsh", "fish"):
            text = call("completions", shell).stdout.decode()
            for flag in self.flags("extract"):
                self.assertRegex(text, re.escape(flag) if shell == "zsh" else r" -[ls] %s " % flag.lstrip("-"))
            if shutil.which(shell):
                script = self.dir / shell
                script.write_text(text)
                result = subprocess.run([shell, "-n", script], capture_output=True)
                self.assertEqual((result.returncode, result.stderr), (0, b""))
        self.assertEqual(call("completions", "tcsh").returncode, 2)


if __name__ == "__main__":
    run_tests()
