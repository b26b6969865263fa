#!/usr/bin/env python3
"""dealwire as users call it: inputs, outputs, errors, exit codes. Run by ctest: extract_test.py PROGRAM SOURCE_DIR."""
import json
import os
import pathlib
import signal
import stat
import subprocess
import sys
import tempfile
import unicodedata
import unittest

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
ARTICLES = SOURCE / "corpora" / "articles"


def call(*args, text=None):
    data = text.encode() if isinstance(text, str) else text
    return subprocess.run([PROGRAM, *map(str, args)], input=data if data is not None else b"", capture_output=True)


def records(result):
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


def words(node):
    """A record without its offsets: spans are their words, composed and with single blanks."""
    if isinstance(node, dict):
        if "exact" in node:
            return words(node["exact"])
        return {key: words(value) for key, value in node.items() if key != "doc"}
    if isinstance(node, list):
        return [words(item) for item in node]
    return " ".join(unicodedata.normalize("NFC", node).split()) if isinstance(node, str) else node


class ExtractTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.dir = pathlib.Path(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()

    def test_folder_in_sorted_order(self):
        result = call("extract", ARTICLES)
        self.assertEqual(result.returncode, 0, result.stderr)
        paths = [r["doc"]["path"] for r in records(result)]
        self.assertEqual(paths, sorted(map(str, ARTICLES.glob("*.txt"))))

    def test_same_output_for_any_number_of_jobs(self):
        one = call("extract", "-j", "1", ARTICLES).stdout
        for jobs in ("2", "4"):
            self.assertEqual(call("extract", "-j", jobs, ARTICLES).stdout, one)
        many = call("extract", "-j", "2", "--unordered", ARTICLES).stdout
        self.assertEqual(sorted(many.splitlines()), sorted(one.splitlines()))

    def test_the_same_record_however_the_article_is_encoded(self):
        def read(name, encode):
            folder = self.dir / name
            folder.mkdir()
            for path in ARTICLES.glob("*.txt"):
                (folder / path.name).write_bytes(encode(path.read_text()))
            return [words(record) for record in records(call("extract", folder))]

        plain = read("plain", str.encode)
        for name, encode in (("CRLF", lambda t: t.replace("\n", "\r\n").encode()),
                             ("NFD", lambda t: unicodedata.normalize("NFD", t).encode()),
                             ("byte order mark", lambda t: t.encode("utf-8-sig")),
                             ("UTF-16", lambda t: t.encode("utf-16"))):
            for got, wanted in zip(read(name, encode), plain, strict=True):
                with self.subTest(encoding=name):
                    self.assertEqual(got, wanted)

    def test_every_span_is_its_text(self):
        for record in records(call("extract", ARTICLES)):
            text = pathlib.Path(record["doc"]["path"]).read_bytes().decode()
            raw = pathlib.Path(record["doc"]["path"]).read_bytes()
            spans = []

            def walk(node):
                if isinstance(node, dict):
                    if "exact" in node:
                        spans.append(node)
                    for value in node.values():
                        walk(value)
                elif isinstance(node, list):
                    for value in node:
                        walk(value)
            walk(record)
            self.assertTrue(spans)
            for s in spans:
                self.assertEqual(text[s["start"]:s["end"]], s["exact"])
                self.assertEqual(raw[s["byte_start"]:s["byte_end"]].decode(), s["exact"])

    def test_standard_input_text_and_lines(self):
        self.assertEqual(records(call("extract", text="Alder paid $3 million."))[0]["money"][0]["value"], "3000000")
        line = json.dumps({"id": 7, "text": "Alder paid $3 million.", "title": "Alder pays $3 million", "published": "2026-04-27"})
        record = records(call("extract", "-", text=line + "\n\n" + line))
        self.assertEqual([r["doc"]["id"] for r in record], ["7", "7"])
        self.assertEqual(record[0]["doc"]["published"], {"value": "2026-04-27", "basis": "given"})
        self.assertEqual([m["span"].get("in") for m in record[0]["money"]], ["title", None])

    def test_published_flag(self):
        record = records(call("extract", "--published", "2026-04-27", text="It closed on Friday."))[0]
        self.assertEqual(record["dates"][0]["timex3"], "2026-04-24")

    def test_published_must_be_a_date(self):
        result = call("extract", "--published", "nonsense", text="It closed on Friday.")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"'nonsense' is no ISO 8601 date", result.stderr)
        line = json.dumps({"text": "PERTH, April 27, 2026 - It closed on Friday.", "published": "soon"})
        record = records(call("extract", "-", text=line))[0]
        self.assertEqual([w["code"] for w in record["warnings"]], ["bad_published"])
        self.assertEqual(record["doc"]["published"], {"value": "2026-04-27", "basis": "dateline"})

    def test_the_rule_in_the_manual_works(self):
        manual = (SOURCE / "docs" / "RULES.md").read_text()
        (self.dir / "money").mkdir()
        (self.dir / "money" / "own.toml").write_text(manual.split("```toml\n")[1].split("```")[0])
        self.assertEqual(call("rules", "check", self.dir).returncode, 0)
        record = records(call("extract", "--rules", self.dir, text="Alder paid 12 loonies."))[0]
        self.assertEqual([(m["currency"], m["value"]) for m in record["money"]], [("CAD", "12")])

    def test_links_that_go_round_in_circles_are_left_out(self):
        (self.dir / "a.txt").write_text("Alder paid $3 million.")
        (self.dir / "below").mkdir()
        (self.dir / "below" / "up").symlink_to(self.dir)
        paths = [r["doc"]["path"] for r in records(call("extract", self.dir))]
        self.assertEqual(paths, [str(self.dir / "a.txt")])

    def test_signals_end_a_run_without_half_a_line(self):
        target, part, journal = (self.dir / name for name in ("out.jsonl", "out.jsonl.part", "out.jsonl.resume"))
        for number in (signal.SIGINT, signal.SIGTERM):
            run = subprocess.Popen([PROGRAM, "extract", "-", "-o", target, "--from", "jsonl"],
                                   stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
            line = json.dumps({"text": "Alder paid $3 million."}).encode() + b"\n"
            run.stdin.write(line * 20000)
            run.stdin.flush()
            run.send_signal(number)
            try:
                run.stdin.write(line * 20000)
                run.stdin.close()
            except BrokenPipeError:
                pass
            self.assertEqual(run.wait(), 128 + number)
            self.assertFalse(target.exists())
            self.assertEqual(part.exists(), journal.exists())
            for line in part.read_text().splitlines(keepends=True) if part.exists() else ():
                self.assertTrue(json.loads(line)["money"] and line.endswith("\n"))

    def test_a_full_disk_is_told(self):
        bad = self.dir / "bad.jsonl"
        bad.write_text("no JSON\n")
        for args in (("-o", "/dev/full"), ("--rejects", "/dev/full")):
            result = call("extract", bad, ARTICLES, *args)
            self.assertEqual(result.returncode, 2)
            self.assertIn(b"/dev/full: No space left", result.stderr)

    def test_rules_of_a_kind_that_nothing_runs_are_refused(self):
        (self.dir / "mine.toml").write_text(
            "[[rule]]\nname = 'mine.alder'\npattern = 'Alder'\nmatches = ['[Alder] rose']\nrejects = ['Elder rose']\n")
        result = call("extract", "--rules", self.dir, text="Alder rose.")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"nothing runs rules of the kind 'mine'", result.stderr)

    def test_bad_lines_are_named_and_the_rest_goes_on(self):
        bad = self.dir / "bad.jsonl"
        bad.write_text('{"id":"a","text":"x"}\nnot json\n{"id":"b"}\n{"text":3}\n{"id":"c","text":"y"}\n')
        result = call("extract", bad)
        self.assertEqual(result.returncode, 1)
        self.assertEqual([r["doc"]["id"] for r in records(result)], ["a", "c"])
        errors = result.stderr.decode()
        for place, reason in ((2, "JSON"), (3, 'no "text" or "html"'), (4, "must be a string")):
            self.assertRegex(errors, r"bad\.jsonl:%d: .*%s" % (place, reason))

    def test_rejects_file(self):
        rejects = self.dir / "rejects.jsonl"
        result = call("extract", "--quiet", "--rejects", rejects, text='{"text":"x"}\n{"id":"q","x_a":1}\n')
        self.assertEqual((result.returncode, result.stderr), (1, b""))
        rows = [json.loads(line) for line in rejects.read_text().splitlines()]
        self.assertEqual(rows, [{"id": "q", "where": "standard input:2", "error": 'no "text" or "html"', "x_a": 1}])

    def test_output_file_appears_whole(self):
        out = self.dir / "out.jsonl"
        result = call("extract", "-o", out, ARTICLES)
        self.assertEqual((result.returncode, result.stdout), (0, b""))
        self.assertEqual(len(out.read_text().splitlines()), 16)
        self.assertEqual(os.listdir(self.dir), ["out.jsonl"])

    def test_output_to_a_named_pipe_leaves_it_one(self):
        pipe, copy = self.dir / "pipe", self.dir / "copy"
        os.mkfifo(pipe)
        with open(copy, "wb") as out:
            reader = subprocess.Popen(["cat", pipe], stdout=out)
        try:
            result = call("extract", "-o", pipe, ARTICLES)
            self.assertEqual(result.returncode, 0, result.stderr)
            reader.wait(timeout=60)
        finally:
            reader.kill()
            reader.wait()
        self.assertEqual(copy.read_bytes(), call("extract", ARTICLES).stdout)
        self.assertTrue(stat.S_ISFIFO(os.stat(pipe).st_mode))

    def test_pretty(self):
        result = call("extract", "--pretty", text="Alder paid $3 million.")
        self.assertIn(b'\n  "doc": {\n', result.stdout)
        self.assertEqual(json.loads(result.stdout)["money"][0]["value"], "3000000")

    def test_set_up_errors(self):
        broken = self.dir / "rules" / "money"
        broken.mkdir(parents=True)
        (broken / "own.toml").write_text("[[rule]]\nname = 'own'\npattern = '('\n")
        for args, reason in ((("extract", "no/such/file"), "no/such/file"), (("extract", "--from", "pdf"), "--from"), (("extract", "-j", "0"), "-j"),
                             (("extract", "--rules", self.dir / "rules"), "own.toml:3:11"), (("extract", "--rules", "no/such/dir"), "no/such/dir"),
                             (("extract", "-o", self.dir / "no" / "file"), "no/file"), (("nonsense",), "nonsense"), ((), "subcommand")):
            result = call(*args, text="x")
            self.assertEqual(result.returncode, 2, args)
            self.assertIn(reason, result.stderr.decode() + result.stdout.decode())

    def test_odd_input(self):
        for data in (b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xff" * 100, "\u202e\ufeff\u200b".encode(), b"\"" * 50, b"$" * 50, b"\n" * 50):
            result = call("extract", "--from", "text", text=data)
            self.assertEqual(result.returncode, 0, data)
            self.assertEqual(len(records(result)), 1)

    def test_closed_pipe_is_quiet(self):
        line = json.dumps({"text": "Alder paid $3 million on Monday. " * 50}) + "\n"
        process = subprocess.Popen([PROGRAM, "extract"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.close()
        try:
            for _ in range(2000):
                process.stdin.write(line.encode())
            process.stdin.close()
        except BrokenPipeError:
            pass
        self.assertEqual(process.stderr.read(), b"")
        self.assertEqual(process.wait(timeout=60), 0)


class OtherCommandsTest(unittest.TestCase):
    def test_schema(self):
        self.assertEqual(call("schema").stdout, (SOURCE / "schemas" / "record.schema.json").read_bytes())

    def test_version_and_help(self):
        self.assertRegex(call("--version").stdout.decode(), r"^dealwire \d+\.\d+\.\d+\n$")
        self.assertIn("extract", call("--help").stdout.decode())

    def test_explain(self):
        result = call("explain", "-", text="Alder paid up to $3 million.")
        self.assertRegex(result.stdout.decode(), r"\[\$3 million\] +USD .*max 3000000 up_to .*money\.symbol_amount")
        self.assertNotIn("million", call("explain", "-", "--at", "0", text="Alder paid $3 million.").stdout.decode())
        self.assertIn("million", call("explain", "-", "--at", "13", text="Alder paid $3 million.").stdout.decode())

    def test_text(self):
        self.assertEqual(call("text", "-", text="a  b\u00a0c\n").stdout, b"a b c\n")

    def test_pages(self):
        page = SOURCE / "corpora/html/modern.html"
        for args, text in ((["extract", page], None), (["extract", "--from", "html", "-"], page.read_bytes()),
                           (["extract", "-"], page.read_bytes())):
            record = records(call(*args, text=text))[0]
            self.assertEqual(record["doc"]["format"], "html")
            self.assertEqual(record["doc"]["published"], {"value": "2025-03-11T07:15:00+00:00", "basis": "metadata"})
            self.assertEqual(record["doc"]["publisher"], "The Harbour Ledger")
            total = [m for m in record["money"] if m.get("value") == "310000000" and "in" not in m["span"]][0]["span"]
            self.assertEqual(total["exact"], "\u00a3310m")
            self.assertEqual(page.read_bytes()[total["byte_start"]:total["byte_end"]], b"&pound;310m")
            self.assertEqual(page.read_bytes().decode()[total["start"]:total["end"]], "&pound;310m")
            title = [m["span"] for m in record["money"] if m["span"].get("in") == "title"][0]
            self.assertEqual(record["doc"]["title"][title["start"]:title["end"]], title["exact"])
        self.assertEqual(call("text", page).stdout, (SOURCE / "corpora/html/modern.txt").read_bytes())

    def test_a_page_in_a_line(self):
        page = "<meta charset=koi8-r><title>Alder buys Quillon</title><p>Alder paid &euro;3 million for Qu\u00edllon.</p>"
        record = records(call("extract", "-", text=json.dumps({"id": "a", "html": page})))[0]
        self.assertEqual((record["doc"]["id"], record["doc"]["format"]), ("a", "html"))
        span = record["money"][0]["span"]
        self.assertEqual((page[span["start"]:span["end"]], span["exact"]), ("&euro;3 million", "\u20ac3 million"))
        given = records(call("extract", "-", text=json.dumps({"html": page, "title": "T", "published": "2020-01-01"})))[0]
        self.assertEqual((given["doc"]["title"], given["doc"]["published"]["basis"]), ("T", "given"))

    def test_rules_check(self):
        self.assertEqual(call("rules", "check").returncode, 0)
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "money").mkdir()
            rule = pathlib.Path(folder) / "money" / "own.toml"
            rule.write_text("[[rule]]\nname = 'money.own'\npattern = '''(?P<number>[0-9]+) (?P<unit>dollars)'''\nmatches = ['for [12 euros] => EUR 12']\nrejects = ['none']\n")
            result = call("rules", "check", folder)
            self.assertEqual(result.returncode, 1)
            self.assertIn("own.toml:1: money.own:", result.stderr.decode())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
