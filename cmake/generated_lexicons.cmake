# Lexicons made at build time from Debian packages (iso-codes, wamerican) are appended to rule_files here.
