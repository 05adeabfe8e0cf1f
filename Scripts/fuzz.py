"""Damages media and has `workprint probe` and `preflight` look at them. See Scripts/fuzz."""

import argparse
import json
import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time

SECONDS, MEGABYTES, BATCH = 5, 500, 16
# Mending takes its time.
FIX_SECONDS, FIX_BATCH = 60, 4
EXTREMES = [b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\0\0\0\1", b"\x00\x01\x00\x00"]
LARGEST = 4 << 20

RECIPES = {
    "a.mp4": "-f lavfi -i testsrc2=s=96x64:d=1 -f lavfi -i sine=d=1 -pix_fmt yuv420p -shortest",
    "frag.mp4": "-f lavfi -i testsrc2=s=96x64:d=1 -pix_fmt yuv420p -g 5 -movflags +frag_keyframe+empty_moov",
    "a.mov": "-f lavfi -i testsrc2=s=96x64:d=0.4 -c:v prores_ks",
    "a.mkv": "-f lavfi -i testsrc2=s=96x64:d=1 -f lavfi -i sine=d=1 -pix_fmt yuv420p -shortest",
    "a.webm": "-f lavfi -i testsrc2=s=96x64:d=0.5 -c:v libvpx-vp9 -cpu-used 8 -deadline realtime",
    "a.avi": "-f lavfi -i testsrc2=s=96x64:d=1 -f lavfi -i sine=d=1 -shortest",
    "a.ts": "-f lavfi -i testsrc2=s=96x64:d=1 -f lavfi -i sine=d=1 -pix_fmt yuv420p -shortest",
    "a.h264": "-f lavfi -i testsrc2=s=96x64:d=1 -pix_fmt yuv420p",
    "a.h265": "-f lavfi -i testsrc2=s=96x64:d=0.4 -pix_fmt yuv420p -c:v libx265 -x265-params log-level=none",
    "a.flv": "-f lavfi -i testsrc2=s=96x64:d=1",
    "hevc.mp4": "-f lavfi -i testsrc2=s=96x64:d=0.4 -c:v libx265 -x265-params log-level=none",
    "a.gif": "-f lavfi -i testsrc2=s=64x48:d=1:r=5",
    "a.apng": "-f lavfi -i testsrc2=s=64x48:d=1:r=5",
    "a.png": "-f lavfi -i testsrc2=s=64x48 -frames:v 1",
    "a.jpg": "-f lavfi -i testsrc2=s=64x48 -frames:v 1",
    "a.webp": "-f lavfi -i testsrc2=s=64x48 -frames:v 1",
    "loop.webp": "-f lavfi -i testsrc2=s=64x48:d=1:r=5 -c:v libwebp_anim",
    "a.avif": "-f lavfi -i testsrc2=s=64x48 -frames:v 1 -c:v libaom-av1 -still-picture 1 -cpu-used 8",
    "a.tiff": "-f lavfi -i testsrc2=s=64x48 -frames:v 1",
    "a.bmp": "-f lavfi -i testsrc2=s=64x48 -frames:v 1",
    "a.wav": "-f lavfi -i sine=d=0.3", "a.mp3": "-f lavfi -i sine=d=1", "a.m4a": "-f lavfi -i sine=d=1",
    "a.aac": "-f lavfi -i sine=d=1", "a.flac": "-f lavfi -i sine=d=1", "a.ogg": "-f lavfi -i sine=d=1",
}


def sources(paths, work):
    """Files to damage: those named, else the samples and what ffmpeg can make."""
    if not paths:
        paths = ["Samples"]
        if shutil.which("ffmpeg"):
            made = work / "sources"
            made.mkdir()
            for name, recipe in RECIPES.items():
                subprocess.run(["ffmpeg", "-v", "quiet", "-nostdin", *recipe.split(), str(made / name)], check=False)
            paths.append(str(made))
    found = []
    for path in map(pathlib.Path, paths):
        found += [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    media = [p for p in found if p.suffix.lower() not in {".json", ".md", ".txt"} and 0 < p.stat().st_size <= LARGEST]
    if not media:
        raise SystemExit("there are no media to damage: name some, make the samples, or install ffmpeg")
    return media


def damaged(rng, data, other):
    """One of many ways to damage bytes; headers are hit more often than what follows."""
    data = bytearray(data)

    def place():
        near = rng.choice([64, 512, 4096, len(data)])
        at = rng.randrange(max(1, min(near, len(data))))
        return at if rng.random() < 0.75 else max(0, len(data) - 1 - at)

    for _ in range(rng.choice([1, 1, 2, 4, 16])):
        kind = rng.randrange(9)
        at = place() if data else 0
        if kind == 0:
            del data[at:]
        elif kind == 1:
            for _ in range(rng.choice([1, 4, 64])):
                if data:
                    data[place()] = rng.randrange(256)
        elif kind in (2, 3):
            data[at : at + 4] = rng.choice(EXTREMES)
        elif kind == 4:
            data[at : at + 4] = rng.randrange(1 << 32).to_bytes(4, "big")
        elif kind == 5:
            del data[at : at + rng.choice([1, 4, 100, 5000])]
        elif kind == 6:
            length = rng.choice([4, 64, 2000])
            data[at:at] = data[place() :][:length] or rng.randbytes(length)
        elif kind == 7:
            data[at:] = other[at:]
        elif data:
            data[at] ^= 1 << rng.randrange(8)
    return bytes(data)


class Run:
    """One run of the program on some files, and what went wrong with it."""

    def __init__(self, program, arguments, files, patience):
        start = time.monotonic()
        process = subprocess.Popen(
            [program, *arguments, *map(str, files)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0:allocator_may_return_null=1"})
        try:
            output, errors = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            process.kill()
            output, errors = process.communicate()
        self.seconds = time.monotonic() - start
        self.trouble = None
        if self.seconds >= patience:
            self.trouble = f"no answer within {patience} s"
        elif process.returncode not in (0, 1, 2):
            self.trouble = f"exit code {process.returncode}: {errors[-2000:].decode(errors='replace').strip()}"
        else:
            try:
                json.loads(output)
            except ValueError as error:
                self.trouble = f"no JSON answer: {error}"


def measured(program, arguments, files, patience, sanitized):
    """A run in a process of its own, so that the peak of its memory is its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    run = Run(program, arguments, files, patience)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    # The figure is the largest of all children so far: only a new record says whose it is.
    if not sanitized and run.trouble is None and peak > before and peak > MEGABYTES * 1024:
        run.trouble = f"{peak // 1024} MB"
    return run


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--deep", action="store_true")
    parser.add_argument("--fix", action="store_true")
    parser.add_argument("--sanitize", default="")
    parser.add_argument("--keep", default="fuzz-failures")
    parser.add_argument("files", nargs="*")
    options = parser.parse_intermixed_args()
    help_text = subprocess.run([options.program, "--help"], capture_output=True, text=True, check=True).stdout
    commands = [["probe", "--json"] + (["--deep"] if options.deep else [])]
    if "preflight" in help_text:
        commands.append(["preflight", "--json"])
    batch_size = BATCH
    patience = SECONDS * (6 if options.sanitize else 1)
    if options.fix:
        patience, batch_size = FIX_SECONDS * (6 if options.sanitize else 1), FIX_BATCH
    rng = random.Random(options.seed)
    end = time.monotonic() + options.seconds
    failures, done, slowest = [], 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        media = sources(options.files, work)
        if options.fix:
            commands = [["preflight", "--json", "--fix", "--force", "-o", str(work / "fixed")]]
        while done < options.count and time.monotonic() < end:
            batch = []
            for index in range(min(batch_size, options.count - done)):
                source, other = rng.choice(media), rng.choice(media)
                path = work / f"{done + index}-{source.name}"
                path.write_bytes(damaged(rng, source.read_bytes(), other.read_bytes()))
                batch.append(path)
            for arguments in commands:
                run = measured(options.program, arguments, batch, patience, options.sanitize)
                if run.trouble is None:
                    continue
                # Too much for all of them together is none yet for one.
                for path in batch:
                    single = measured(options.program, arguments, [path], patience, options.sanitize)
                    slowest = max(slowest, single.seconds)
                    if single.trouble is not None:
                        os.makedirs(options.keep, exist_ok=True)
                        kept = os.path.join(options.keep, f"{options.seed}-{path.name}")
                        shutil.copy(path, kept)
                        failures.append(kept)
                        print(f"{' '.join(arguments)} {kept}: {single.trouble}", flush=True)
            for path in batch:
                path.unlink()
            shutil.rmtree(work / "fixed", ignore_errors=True)
            done += len(batch)
    print(f"seed {options.seed}: {done} damaged files of {len(media)}, {len(failures)} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
