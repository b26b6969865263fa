#!/usr/bin/env python3
"""The Debian package: made by cpack, unpacked, run. Run by ctest: package_test.py PROGRAM SOURCE_DIR."""
import pathlib
import shutil
import subprocess
import sys

from program import PROGRAM, FolderTest, call, lines, run_tests

for tool in ("cpack", "dpkg-deb", "dpkg-shlibdeps"):
    if shutil.which(tool) is None:
        print("SKIPPED: the Debian package is NOT tested, there is no %s here" % tool, file=sys.stderr)
        sys.exit(77)


class PackageTest(FolderTest):
    def test_the_package_installs_and_runs(self):
        build = pathlib.Path(PROGRAM).resolve().parent
        made = subprocess.run(["cpack", "-G", "DEB", "-B", self.dir], cwd=build, capture_output=True, text=True)
        self.assertEqual(made.returncode, 0, made.stdout + made.stderr)
        package, = self.dir.glob("*.deb")
        self.assertRegex(package.name, r"^dealwire_\d+\.\d+\.\d+_\w+\.deb$")
        depends = subprocess.run(["dpkg-deb", "-f", package, "Depends"], capture_output=True, text=True).stdout
        for library in ("libc6", "libpq5", "libsqlite3-0", "libicu"):
            self.assertIn(library, depends)
        root = self.dir / "root"
        subprocess.run(["dpkg-deb", "-x", package, root], check=True)
        program = root / "usr" / "bin" / "dealwire"
        text = "Alder Corp bought Quillon Ltd for $3 million."
        run = subprocess.run([program, "extract", "-"], input=text.encode(), capture_output=True)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(lines(run.stdout), lines(call("extract", "-", text=text).stdout))
        share = root / "usr" / "share"
        for file, command in (("man/man1/dealwire.1", ("man",)), ("bash-completion/completions/dealwire", ("completions", "bash")),
                              ("zsh/vendor-completions/_dealwire", ("completions", "zsh")),
                              ("fish/vendor_completions.d/dealwire.fish", ("completions", "fish")),
                              ("dealwire/schemas/record.schema.json", ("schema",))):
            self.assertEqual((share / file).read_bytes(), call(*command).stdout, file)
        self.assertTrue((share / "dealwire" / "schemas" / "tables.sql").exists())
        # The library's headers are no part of the program's package.
        self.assertFalse((root / "usr" / "include").exists())


if __name__ == "__main__":
    run_tests()
