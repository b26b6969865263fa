#!/usr/bin/env python3
"""What users have lying about: packed, nested, broken and odd files. Run by ctest: input_test.py PROGRAM SOURCE_DIR.

What is read is looked at with --dry-run, which reads and splits everything but extracts nothing.
"""
import bz2
import gzip
import io
import json
import lzma
import os
import pathlib
import re
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
import unittest
import zipfile

PROGRAM, SOURCE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
SAMPLES = SOURCE / "tests" / "input"
sys.dont_write_bytecode = True
sys.path.insert(0, str(SAMPLES))
import make_warc  # noqa: E402

TEXT = b"Orvane paid $3 million for Quillon.\n"
LINE = json.dumps({"id": "a", "text": TEXT.decode()}).encode() + b"\n"


def tar(members, mode="w"):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as out:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            out.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def zipped(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members:
            out.writestr(name, data)
    return buffer.getvalue()


class InputTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.dir = pathlib.Path(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()

    def write(self, name, data):
        path = self.dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def call(self, *args, data=b""):
        return subprocess.run([PROGRAM, "extract", "--quiet", *map(str, args)], input=data, capture_output=True, cwd=self.dir)

    def paths(self, *args, data=b""):
        """Paths of the records, and the lines on standard error."""
        result = self.call(*args, data=data)
        errors = [line.removeprefix("dealwire: ") for line in result.stderr.decode().splitlines()]
        self.assertEqual(result.returncode, 1 if errors else 0, errors)
        return [json.loads(line)["doc"].get("path", "") for line in result.stdout.splitlines()], errors

    def count(self, *args, data=b""):
        """Articles that would be read, and the lines on standard error."""
        result = self.call("--dry-run", *args, data=data)
        errors = [line.removeprefix("dealwire: ") for line in result.stderr.decode().splitlines()]
        self.assertEqual(result.returncode, 1 if errors else 0, errors)
        return int(re.search(rb"(\d+) articles?", result.stdout)[1]), errors

    def assertTold(self, errors, *patterns):
        self.assertEqual(len(errors), len(patterns), errors)
        for error, pattern in zip(errors, patterns):
            self.assertRegex(error, pattern)

    # ---- compression and archives

    def test_compressions(self):
        packers = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}
        for suffix, pack in packers.items():
            # Two files put together are one file of both.
            name = "a.jsonl." + suffix
            self.write(name, pack(LINE) + pack(LINE * 2))
            self.assertEqual(self.paths(name), ([name] * 3, []))
            self.assertEqual(self.count("-", data=pack(LINE) + pack(LINE)), (2, []))
        self.write("b.txt.gz", gzip.compress(TEXT))
        self.assertEqual(self.paths("b.txt.gz"), (["b.txt.gz"], []))

    def test_zstd(self):
        self.write("a.jsonl", LINE)
        try:
            subprocess.run(["zstd", "-q", self.dir / "a.jsonl"], check=True)
        except (OSError, subprocess.CalledProcessError):
            self.skipTest("no zstd program to make the sample with")
        self.assertEqual(self.paths("a.jsonl.zst"), (["a.jsonl.zst"], []))

    def test_archives_within_archives(self):
        inner = tar([("in/a.txt", TEXT), ("in/b.jsonl.gz", gzip.compress(LINE * 2))], "w:gz")
        self.write("n.zip", zipped([("folder/é.txt", TEXT), ("t.tar.gz", inner), (".hidden", TEXT), ("__MACOSX/x", TEXT)]))
        self.assertEqual(self.paths("n.zip"), (["n.zip!folder/é.txt", "n.zip!t.tar.gz!in/a.txt"] + ["n.zip!t.tar.gz!in/b.jsonl.gz"] * 2, []))
        self.assertEqual(self.count(data=(self.dir / "n.zip").read_bytes()), (4, []))
        self.write("a.tar.bz2", tar([("x.txt", TEXT)], "w:bz2"))
        self.assertEqual(self.paths("a.tar.bz2"), (["a.tar.bz2!x.txt"], []))

    def test_too_deep(self):
        data = TEXT
        for _ in range(9):
            data = gzip.compress(data)
        self.write("deep", data)
        self.assertTold(self.paths("deep", self.write("a.txt", TEXT))[1], r"^deep: more than 8 archives within each other")

    def test_cut_off(self):
        self.write("a.txt.gz", gzip.compress(os.urandom(3000).hex().encode())[:2000])
        self.write("b.jsonl.gz", gzip.compress(LINE * 50)[:-12])
        self.write("c.txt.gz", gzip.compress(TEXT)[:-8] + b"\0" * 8)
        self.write("d.zip", zipped([("a.txt", TEXT), ("b.txt", os.urandom(5000).hex().encode())])[:1500])
        self.write("e.txt.xz", lzma.compress(os.urandom(3000).hex().encode())[:2000])
        self.write("f.txt.gz", gzip.compress(TEXT) + b"more")
        self.write("g.txt", TEXT)
        found, errors = self.paths("a.txt.gz", "b.jsonl.gz", "c.txt.gz", "d.zip", "e.txt.xz", "f.txt.gz", "g.txt")
        self.assertEqual(found[-1], "g.txt")
        self.assertIn("d.zip!a.txt", found)
        self.assertIn("b.jsonl.gz", found)
        for error, pattern in zip(errors, (r"^a\.txt\.gz: the gzip data are cut off", r"^b\.jsonl\.gz:\d+: the gzip data are cut off",
                                           r"^c\.txt\.gz: broken gzip data.*incorrect data check", r"^d\.zip(!b\.txt)?: ")):
            self.assertRegex(error, pattern)
        self.assertTrue(any(error.startswith("e.txt.xz: ") for error in errors), errors)
        self.assertTrue(any(error.startswith("f.txt.gz: what follows at byte") for error in errors), errors)

    def test_bombs(self):
        self.write("a.jsonl.gz", gzip.compress(b" " * 200_000_000))
        self.write("b.zip", zipped([("bomb.txt", b"x" * 200_000_000), ("fine.txt", TEXT)]))
        found, errors = self.paths("a.jsonl.gz", "b.zip")
        self.assertEqual(found, ["b.zip!fine.txt"])
        self.assertTold(errors, r"^a\.jsonl\.gz:1: expands to more than 250 times", r"^b\.zip!bomb\.txt: expands to more than 250 times")

    # ---- manners

    def test_odd_files_are_told_and_the_rest_is_read(self):
        self.write("m/a.txt", TEXT)
        self.write("m/empty.txt", b"")
        self.write("m/scan.pdf", b"%PDF-1.7\n")
        os.mkfifo(self.dir / "m" / "pipe")
        (self.dir / "m" / "dangling").symlink_to("nowhere")
        (self.dir / "m" / "itself").symlink_to("itself")
        (self.dir / "m" / "sub").mkdir()
        (self.dir / "m" / "sub" / "up").symlink_to("..")
        (self.dir / "other").mkdir()
        (self.dir / "m" / "to_other").symlink_to("../other")
        (self.dir / "other" / "back").symlink_to("../m")
        self.write("other/b.txt", TEXT)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(self.dir / "m" / "socket"))
            found, errors = self.paths("m")
        self.assertEqual(found, ["m/a.txt", "m/to_other/b.txt"])
        self.assertTold(errors, "^m/dangling: the symbolic link leads nowhere", "^m/empty.txt: is empty", "^m/itself: the symbolic link leads back to itself",
                        "^m/pipe: a named pipe, left out", "^m/scan.pdf: is a PDF file", "^m/socket: a socket, left out",
                        "^m/sub/up: the symbolic link leads back to m, left out", "^m/to_other/back: the symbolic link leads back to m, left out")

    def test_unreadable(self):
        if os.geteuid() == 0:
            self.skipTest("root may read everything")
        self.write("closed.txt", TEXT).chmod(0)
        (self.dir / "shut").mkdir(mode=0)
        self.write("open.txt", TEXT)
        found, errors = self.paths(".")
        self.assertEqual(found, ["./open.txt"])
        self.assertTold(errors, "closed.txt: Permission denied", "shut: Permission denied")

    def test_patterns_and_lists(self):
        for name in ("a.txt", "b.txt", "c.dat"):
            self.write(name, TEXT)
        self.assertEqual(self.paths("*.txt"), (["a.txt", "b.txt"], []))
        self.assertEqual(self.call("*.none").returncode, 2)
        self.write("list", b"c.dat\r\n\nvanished.txt\na.txt\n")
        found, errors = self.paths("--files-from", "list")
        self.assertEqual(found, ["c.dat", "a.txt"])
        self.assertTold(errors, "^vanished.txt: No such file")
        self.assertEqual(self.paths("--files-from", "-", data=b"b.txt\n"), (["b.txt"], []))
        self.assertEqual(self.call("--files-from", "no/list").returncode, 2)

    def test_max_bytes(self):
        self.write("long.txt", TEXT * 100)
        self.write("a.jsonl", LINE + json.dumps({"text": "x" * 3000}).encode() + b"\n" + LINE)
        self.write("a.csv", b"text\nshort\n")
        found, errors = self.paths("--max-bytes", "2K", "long.txt", "a.jsonl", "a.csv")
        self.assertEqual(found, ["a.jsonl", "a.jsonl", "a.csv"])
        self.assertTold(errors, r"^long\.txt: larger than 2048 bytes.*--max-bytes", r"^a\.jsonl:2: larger than 2048 bytes")

    def test_an_article_of_a_gigabyte_is_told(self):
        with open(self.dir / "huge.txt", "wb") as out:
            out.truncate(1 << 30)
        self.assertTold(self.paths("--from", "text", "huge.txt", self.write("a.txt", TEXT))[1], r"huge\.txt: larger than 268435456 bytes")

    def test_nul_bytes(self):
        self.write("a.jsonl", b'{"text":"a\0b"}\n' + LINE)
        self.assertTold(self.paths("a.jsonl")[1], r"^a\.jsonl:1: not JSON")
        self.write("zeros.txt", b"\0" * 5000)
        self.assertTold(self.paths("zeros.txt")[1], r"^zeros\.txt: is binary data, which is not read")

    def test_limit_and_sample(self):
        lines = b"".join(json.dumps({"id": i, "text": "Article number %d." % i}).encode() + b"\n" for i in range(2000))

        def ids(*args):
            return [json.loads(line)["doc"]["id"] for line in self.call(*args, data=lines).stdout.splitlines()]
        self.assertEqual(ids("--limit", "3"), ["0", "1", "2"])
        five = ids("--sample", "5")
        self.assertEqual((len(five), five), (5, sorted(five, key=int)))
        self.assertEqual(ids("--sample", "5", "-j", "1"), five)
        self.assertEqual(ids("--sample", "5", "--limit", "2"), five[:2])
        share = ids("--sample", "2%")
        self.assertEqual(ids("--sample", "0.02"), share)
        self.assertTrue(15 < len(share) < 65, len(share))
        for bad in ("0", "x", "150%", "2.5"):
            self.assertEqual(self.call("--sample", bad).returncode, 2)

    def test_dry_run(self):
        result = self.call("--dry-run", SAMPLES / "table.csv", SAMPLES / "feed.atom")
        self.assertEqual(result.stdout, b"2 files, 5 articles (1 html, 4 text), 293 bytes of text, 1 rejected\n")

    def test_lines_are_answered_while_the_pipe_stays_open(self):
        process = subprocess.Popen([PROGRAM, "extract", "--quiet", "--from", "jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            for _ in range(3):
                process.stdin.write(LINE)
                process.stdin.flush()
                self.assertEqual(json.loads(process.stdout.readline())["doc"]["id"], "a")
        finally:
            process.stdin.close()
            process.stdout.close()
            process.wait(timeout=60)

    # ---- formats

    def test_tables_that_are_broken(self):
        self.write("a.csv", b'text,id\n"never closed,1\nx,2\n')
        self.write("b.csv", b"words,id\nx,2\n")
        self.write("c.csv", "text,id\nx,2\n".encode("utf-16"))
        self.write("d.csv", b"\xef\xbb\xbfID;TEXT\r\n1;Orvane paid \xe2\x82\xac3,5 million.\r\n")
        self.assertTold(self.count("a.csv", "b.csv", "c.csv")[1], r"^a\.csv:2: a quoted field does not end", r'^b\.csv:1: no column "text"', r"^c\.csv:1: tables in UTF-16")
        record = json.loads(self.call("d.csv").stdout)
        self.assertEqual((record["doc"]["id"], record["money"][0]["value"]), ("1", "3500000"))

    def test_feeds_that_are_broken(self):
        item = "<item><title>t</title><description>%s</description></item>"
        self.write("cut.rss", ("<rss><channel>" + item % "Orvane paid." + "<item><title>t").encode())
        laughs = "".join('<!ENTITY e%d "%s">' % (i, "&e%d;" % (i - 1) * 10) for i in range(1, 10))
        self.write("laughs.rss", ('<!DOCTYPE rss [<!ENTITY e0 "ha ha ha ha">%s]><rss><channel>' % laughs + item % "&e9;" + "</channel></rss>").encode())
        self.write("outside.rss", ('<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel>' + item % "Before &f; after." + "</channel></rss>").encode())
        self.write("deep.rss", b"<rss><channel><item>" + b"<a>" * 100_000)
        self.write("other.xml", b"<invoice/>")
        self.write("win.rss", ("<?xml version='1.0' encoding='windows-1252'?><rss><channel>" + item % "Orvane paid \u20ac3 million." + "</channel></rss>").encode("cp1252"))
        self.write("sjis.rss", ("<?xml version='1.0' encoding='Shift_JIS'?><rss><channel>" + item % "\u682a\u5f0f Orvane paid $3 million." + "</channel></rss>").encode("shift_jis"))
        self.write("wide.rss", ("<?xml version='1.0' encoding='utf-16'?><rss><channel>" + item % "Orvane paid $3 million." + "</channel></rss>").encode("utf-16"))
        count, errors = self.count("cut.rss", "laughs.rss", "deep.rss", "other.xml")
        self.assertEqual(count, 1)
        self.assertTold(errors, r"^cut\.rss:1: not well-formed XML", r"^laughs\.rss:1: .*amplification", r"^deep\.rss:1: its elements are nested too deep",
                        r"^other\.xml:1: neither RSS, Atom, NewsML-G2 nor NITF: it begins with the element <invoice>")
        for name, value in (("win.rss", "3000000"), ("sjis.rss", "3000000"), ("wide.rss", "3000000")):
            record = json.loads(self.call(name).stdout)
            self.assertEqual(record["money"][0]["value"], value)
        self.assertNotIn(b"root", self.call("outside.rss").stdout)

    def test_a_submission_that_is_cut_off(self):
        whole = (SAMPLES / "submission.txt").read_bytes()
        self.write("a.txt", whole[:whole.index(b"Tolme")])
        self.assertEqual(self.count("a.txt"), (1, ["a.txt:36: the document release.txt is cut off"]))
        self.write("b.nc", b"words\n")
        self.assertTold(self.count("--from", "edgar", "b.nc")[1], r"^b\.nc: no EDGAR submission")

    def test_broken_records_of_web_archives(self):
        good = [make_warc.response(make_warc.page(b"Article number %d." % n), n) for n in range(6)]
        whole = self.write("good.warc.gz", b"".join(map(gzip.compress, good)))
        self.assertEqual(self.count(whole), (6, []))
        packed = list(map(gzip.compress, good))
        at = len(packed[0]) + len(packed[1])
        # A byte that does not fit, in the middle and in the checksum; a member cut short; garbage between two.
        for name, bad in (("byte", packed[2][:60] + b"\xff\xff\xff" + packed[2][63:]), ("sum", packed[2][:-8] + b"\1\2\3\4" + packed[2][-4:]),
                          ("short", packed[2][:100]), ("garbage", b"nonsense" * 20)):
            with self.subTest(name):
                self.write("a.warc.gz", b"".join([*packed[:2], bad, *packed[3:]]))
                count, errors = self.count("a.warc.gz")
                self.assertEqual(count, 5)
                self.assertTold(errors, r"^a\.warc\.gz at byte \d+: skipped: ")
                if name != "garbage":
                    self.assertTrue(errors[0].startswith("a.warc.gz at byte %d:" % at), errors)
        place = len(good[0]) + len(good[1])
        for name, bad in (("length", good[2].replace(b"Content-Length: ", b"Content-Length: 9", 1)), ("small", re.sub(rb"Content-Length: \d+", b"Content-Length: 5", good[2], count=1)),
                          ("none", re.sub(rb"Content-Length: \d+\r\n", b"", good[2], count=1)), ("cut", good[2][:150])):
            for pack in (lambda d: d, gzip.compress):
                with self.subTest(name, packed=pack is gzip.compress):
                    self.write("a.warc", pack(b"".join([*good[:2], bad, *good[3:]])))
                    count, errors = self.count("a.warc")
                    self.assertEqual(count, 5, errors)
                    self.assertTold(errors, r"^a\.warc at byte %d: skipped: " % (place if pack is not gzip.compress else 0))
        self.write("a.warc.gz", b"".join(packed)[:-20])
        self.assertEqual(self.count("a.warc.gz")[0], 5)
        self.write("a.warc", b"".join(good)[:-60])
        self.assertEqual(self.count("a.warc")[0], 5)

    def test_records_of_web_archives_that_are_too_large(self):
        good = make_warc.response(make_warc.page(b"Fine."), 1)
        large = make_warc.response(make_warc.page(b"x" * 100_000), 2)
        self.write("a.warc", large + good)
        count, errors = self.count("--max-bytes", "50K", "a.warc")
        self.assertEqual(count, 1)
        self.assertTold(errors, r"^a\.warc at byte 0: larger than 51200 bytes")
        bomb = make_warc.response(gzip.compress(b"x" * 100_000), 3, more="Content-Encoding: gzip\r\n")
        self.write("b.warc", bomb)
        self.assertTold(self.count("--max-bytes", "50K", "b.warc")[1], r"^b\.warc at byte 0: larger than 51200 bytes")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
