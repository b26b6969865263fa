#!/usr/bin/env python3
"""dealwire verify: good records pass, every damage is found. Run by ctest: verify_test.py PROGRAM SOURCE_DIR."""
import copy
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
ARTICLES = SOURCE / "corpora" / "articles"


def call(*args, text=b"", cwd=None):
    return subprocess.run([PROGRAM, *map(str, args)], input=text, capture_output=True, cwd=cwd)


class VerifyTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.dir = pathlib.Path(self.folder.name)
        self.records = self.dir / "records.jsonl"

    def tearDown(self):
        self.folder.cleanup()

    def extract(self, *args, text=b""):
        result = call("extract", *args, text=text)
        self.records.write_bytes(result.stdout)
        return [json.loads(line) for line in result.stdout.splitlines()]

    def verify(self, *sources, code=0, cwd=None):
        result = call("verify", self.records, *sources, cwd=cwd)
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        return result.stdout.decode().splitlines()

    def test_good_records_by_their_own_paths(self):
        self.extract(ARTICLES)
        self.assertRegex(self.verify()[-1], r"^16 records, \d{3,} spans: 0 faults$")
        result = call("verify", "-", text=self.records.read_bytes())
        self.assertEqual(result.returncode, 0, result.stdout)

    def test_records_whose_sources_have_moved(self):
        self.extract(ARTICLES)
        moved = self.dir / "moved"
        moved.mkdir()
        for path in ARTICLES.glob("*.txt"):
            (moved / path.name).write_bytes(path.read_bytes())
        self.assertRegex(self.verify(moved)[-1], r"^16 records, .* 0 faults$")

    def test_lines_with_titles_and_repeated_ids(self):
        lines = [{"id": "a", "title": "Alder pays €3 million", "text": "On Monday, Alder paid €3 million for Quillon’s stock."},
                 {"id": "a", "text": "Tern sold its mill to Brask for £40m."},
                 {"text": "Brask took over Lunde for $9 million."}]
        source = self.dir / "in.jsonl"
        source.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines))
        self.extract(source)
        self.assertRegex(self.verify(source)[-1], r"^3 records, .* 0 faults$")
        self.assertRegex(self.verify()[-1], r"^3 records, .* 0 faults$")

    def test_other_charsets(self):
        text = "On Monday, Ålder paid €3 million for Quillon’s stock.\r\n\r\n“We won,” said Bo Lund of Ålder. 😀 It cost £40m."
        for number, (encode, mark) in enumerate((("utf-16", ""), ("utf-16-be", "\ufeff"), ("utf-8-sig", ""), ("cp1252", ""))):
            own = text if encode != "cp1252" else text.replace("😀", "")
            (self.dir / ("%d.txt" % number)).write_bytes((mark + own).encode(encode))
        (self.dir / "bad.txt").write_bytes(b"Alder \xff paid \xe2\x82 $3 million \xc3\xa9 for Quillon.")
        self.extract(*sorted(self.dir.glob("*.txt")))
        self.assertRegex(self.verify()[-1], r"^5 records, .* 0 faults$")

    def test_pages(self):
        records = self.extract(*sorted((SOURCE / "corpora" / "html").glob("*.html")))
        self.assertRegex(self.verify()[-1], r"^3 records, \d{2,} spans: 0 faults$")
        for key, by in (("byte_start", -1), ("byte_end", 3), ("start", 1)):
            changed = copy.deepcopy(records)
            changed[1]["money"][-1]["span"][key] += by
            self.records.write_text("\n".join(map(json.dumps, changed)))
            self.assertIn("/money/%d/span" % (len(changed[1]["money"]) - 1), self.verify(code=1)[0])

    def test_every_damage_is_found(self):
        article = self.dir / "a.txt"
        article.write_text("On Monday, Alder Corp agreed to buy Quillon’s Mill Ltd from Tern Inc for $3 million, it said.")
        record = self.extract(article)[0]
        span = record["money"][0]["span"]

        def damage(change):
            broken = copy.deepcopy(record)
            change(broken, broken["money"][0]["span"])
            return broken

        cases = [
            (lambda r, s: s.update(start=s["start"] + 1), r"/money/0/span: code points \d+-\d+ of the text hold '3 million', not '\$3 million'"),
            (lambda r, s: s.update(end=s["end"] + 1), r"/money/0/span: code points"),
            (lambda r, s: s.update(byte_start=s["byte_start"] - 1), r"/money/0/span: bytes \d+-\d+ of the text hold ' \$3 million'"),
            (lambda r, s: s.update(byte_end=10 ** 6), r"/money/0/span: bytes .* do not exist"),
            (lambda r, s: s.update(start=s["end"] + 1), r"/money/0/span: code points .* do not exist"),
            (lambda r, s: s.update(exact="$4 million"), r"/money/0/span: .*not '\$4 million'"),
            (lambda r, s: s.update({"in": "title"}), r"/money/0/span: .*title do not exist"),
            (lambda r, s: s.pop("byte_end"), r"/money/0/span: no bytes"),
            (lambda r, s: r["parties"][0]["mentions"][0]["span"].update(start=0), r"/parties/0/mentions/0/span: code points"),
            (lambda r, s: r["deals"][0]["evidence"][0].update(end=3), r"/deals/0/evidence/0: code points"),
            (lambda r, s: r["doc"].update(sha256="0" * 64), r"/doc/sha256: "),
            (lambda r, s: r["doc"].update(chars=5), r"/doc/chars: the record has 5"),
            (lambda r, s: r["doc"].update(bytes=5), r"/doc/bytes: the record has 5"),
            (lambda r, s: r["doc"].update(id="b", path=str(self.dir / "gone.txt")), r"its source is not there"),
        ]
        self.assertEqual(span["exact"], "$3 million")
        for number, (change, fault) in enumerate(cases):
            with self.subTest(number):
                self.records.write_text(json.dumps(damage(change)) + "\n")
                lines = self.verify(article, code=1)
                self.assertRegex("\n".join(lines[:-1]), fault)
                self.assertTrue(all(line.startswith(str(self.records) + ":1: ") for line in lines[:-1]))
                self.assertRegex(lines[-1], r"^1 records, \d+ spans: [1-9]\d* faults$")

    def test_a_changed_source(self):
        article = self.dir / "a.txt"
        article.write_text("Alder paid $3 million.")
        self.extract(article)
        article.write_text("Then Alder paid $3 million.")
        self.assertIn("/doc/sha256", "".join(self.verify(code=1)))

    def test_lines_that_are_no_records(self):
        self.records.write_text('{"error":"no \\"text\\"","where":"in.jsonl:2"}\nno JSON\n\n{"doc":{}}\n')
        lines = self.verify(code=1)
        self.assertEqual(lines[-1], "2 records, 0 spans: 2 faults; 1 articles gave no record")
        self.assertRegex(lines[0], r":2: not a JSON object")

    def test_what_the_caller_sent_along_is_not_checked(self):
        article = self.dir / "a.txt"
        article.write_text("Alder paid $3 million.")
        record = self.extract(article)[0]
        record["x_mine"] = {"exact": "nothing", "start": 3}
        self.records.write_text(json.dumps(record))
        self.verify()

    def test_set_up_errors(self):
        self.assertEqual(call("verify", self.dir / "none").returncode, 2)
        self.assertEqual(call("verify", self.dir).returncode, 2)
        self.assertEqual(call("verify").returncode, 2)
        self.records.write_text("")
        self.verify(self.dir / "none", code=2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
