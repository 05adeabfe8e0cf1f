"""Timing of whole processes: commands in turn, medians of wall and processor seconds."""

import os
import statistics
import subprocess
import time


def run(command, expected=(0,)):
    """Wall seconds, processor seconds and peak memory in MB of one run with an expected exit code."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in expected:
        raise SystemExit(f"{command[0]} failed with {process.returncode}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def medians(commands, runs, expected=(0,)):
    """Runs the commands in turn, after one warm-up each; a list of medians for each command."""
    samples = [[] for _ in commands]
    for turn in range(runs + 1):
        for index, command in enumerate(commands):
            figures = run(command, expected)
            if turn > 0:
                samples[index].append(figures)
    return [[statistics.median(column) for column in zip(*rows)] for rows in samples]


def table(*groups):
    """Prints a Markdown table; the last row of each group is what the group's others are measured by."""
    print("| command | wall s | cpu s | peak MB | ratio of wall |")
    print("|---|---|---|---|---|")
    for rows in groups:
        base = rows[-1][1][0]
        for name, (wall, cpu, memory) in rows:
            print(f"| {name} | {wall:.3f} | {cpu:.3f} | {memory:.0f} | {wall / base:.2f} |")
    print()
