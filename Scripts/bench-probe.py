"""`workprint probe` on 200 small files against as many runs of ffprobe, and against one of mediainfo; and
on a file of 4 GB. See Scripts/bench."""

import pathlib
import shutil
import subprocess
import sys

from bench_timing import medians, table
from fuzz import RECIPES

program, work, runs = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
if shutil.which("ffmpeg") is None or shutil.which("ffprobe") is None:
    raise SystemExit("the probe measurement needs ffmpeg and ffprobe")

folder = work / "probe"
folder.mkdir()
for name, recipe in RECIPES.items():
    subprocess.run(["ffmpeg", "-v", "quiet", "-nostdin", *recipe.split(), str(folder / name)], check=True)
kinds = sorted(folder.iterdir())
files = [str(path) for path in kinds]
while len(files) < 200:
    source = kinds[len(files) % len(kinds)]
    copy = folder / f"{len(files)}-{source.name}"
    shutil.copy(source, copy)
    files.append(str(copy))

one_by_one = 'for file in "$@"; do ffprobe -v quiet -of json -show_format -show_streams "$file"; done; exit 0'
commands = [[program, "probe", "--json", *files], ["sh", "-c", one_by_one, "sh", *files]]
names = ["workprint probe, 200 files", "200 runs of ffprobe"]
if shutil.which("mediainfo"):
    commands.insert(1, ["mediainfo", *files])
    names.insert(1, "mediainfo, 200 files")
print("Probing 200 small files of many kinds:\n")
table(list(zip(names, medians(commands, runs))))

# The same film with 4 GB behind it, of which nothing is on the disk.
small = folder / "a.mp4"
large = work / "large.mp4"
shutil.copy(small, large)
with open(large, "ab") as file:
    size = 4_400_000_000
    file.write((1).to_bytes(4, "big") + b"free" + size.to_bytes(8, "big"))
    file.truncate(file.tell() + size - 16)
print("Probing a film of 4 GB:\n")
commands = [[program, "probe", str(large)], [program, "probe", str(small)]]
table(list(zip(["4.4 GB", "the same film, small"], medians(commands, runs))))
