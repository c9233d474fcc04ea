"""Characters of the shipped Chinese subset: GB/T 2312, printable Latin, the screen's marks, and the files named as arguments."""
import gzip
import sys

MARKS = "‹›«»–—…·•●○◐◆◇■□▲▼△▽←↑→↓≤≥±×÷%‰°′″ⅠⅡⅢⅣⅤ①②③④⑤⑥⑦⑧⑨⑩℃㎡㎥©\u00a0\u2009\u202f"


def gb2312():
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes([row, cell]).decode("gb2312")
            except UnicodeDecodeError:
                pass


def read(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as text:
        return text.read()


wanted = set(gb2312()) | {chr(c) for c in range(0x20, 0x180)} | set(MARKS)
for path in sys.argv[1:]:
    wanted |= {c for c in read(path) if c.isprintable()}
sys.stdout.reconfigure(encoding="utf-8")
print("".join(sorted(wanted)))
