"""Characters of a shipped Chinese subset: printable Latin, the screen's marks, the files named as arguments, and GB/T 2312;
with --common as the first argument only its first level, the 3,755 characters of daily use."""
import gzip
import sys

MARKS = "‹›«»–—…·•●○◐◆◇■□▲▼△▽←↑→↓≤≥±×÷%‰°′″ⅠⅡⅢⅣⅤ①②③④⑤⑥⑦⑧⑨⑩℃㎡㎥©\u00a0\u2009\u202f"


def gb2312(last_row):
    for row in range(0xA1, last_row):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes([row, cell]).decode("gb2312")
            except UnicodeDecodeError:
                pass


def read(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as text:
        return text.read()


paths = sys.argv[1:]
common = paths[:1] == ["--common"]
wanted = {chr(c) for c in range(0x20, 0x180)} | set(MARKS)
wanted |= set(gb2312(0xD8 if common else 0xF8))
for path in paths[common:]:
    wanted |= {c for c in read(path) if c.isprintable()}
sys.stdout.reconfigure(encoding="utf-8")
print("".join(sorted(wanted)))
