"""What the tests of the program share: how it is called, and input that is large enough to stop it on the way."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
ARTICLES = SOURCE / "corpora" / "articles"


def call(*args, text=b"", **more):
    data = text.encode() if isinstance(text, str) else text
    return subprocess.run([PROGRAM, *map(str, args)], input=data, capture_output=True, **more)


def lines(data):
    return [json.loads(line) for line in data.splitlines()]


def write_articles(path, copies, bad_every=0):
    """The sample articles so many times, each copy with ids of its own, now and then a bad line."""
    texts = [p.read_text() for p in sorted(ARTICLES.glob("*.txt"))]
    count = 0
    with open(path, "w") as out:
        for copy in range(copies):
            for number, text in enumerate(texts):
                out.write(json.dumps({"id": "%d-%d" % (number, copy), "title": "Copy %d" % copy, "text": text}) + "\n")
                count += 1
                if bad_every and count % bad_every == 0:
                    out.write(json.dumps({"id": "bad-%d" % count}) + "\n")
    return count


class FolderTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.dir = pathlib.Path(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()


def run_tests():
    unittest.main(module="__main__", argv=sys.argv[:1])
