#!/usr/bin/env python3
"""Reads exported transcripts with parsers that are not Stentor's and demands what was exported.

    pip install -r test/benchmarks/requirements-checks.txt
    check_exports.py FOLDER

FOLDER holds NAME.words.tsv (duration in seconds on the first line; then a line a segment: start,
end, "gap" or "speech", words separated by spaces) and beside it NAME.srt, .vtt, .ctm, .stm and
.TextGrid. With sclite of NIST's SCTK on the path, it scores NAME.ctm against NAME.stm. Prints a
line for each file that was read; ends with 1 and the reason where one is not as it should be.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys

import srt
import webvtt
from praatio import textgrid

GAP = "[…]"
MOST_COLUMNS, MOST_LINES, MOST_SECONDS = 42, 2, 7.0
TOLERANCE = 0.0015


def squeezed(text):
    return "".join(text.split())


class Expected:
    def __init__(self, path):
        lines = path.read_text(encoding="utf-8").split("\n")
        self.duration = float(lines[0])
        rows = [line.split("\t") for line in lines[1:] if line]
        self.segments = [(float(r[0]), float(r[1]), r[2] == "gap", r[3].split()) for r in rows]
        self.spoken = [word for _, _, gap, words in self.segments if not gap for word in words]

    def shown(self):
        """All words in order, the mark where a gap is."""
        return [word for _, _, gap, words in self.segments for word in ([GAP] if gap else words)]


def check_cues(cues, expected, arrows):
    """cues: start, end, text. Subtitles may cut a word; together they have every letter."""
    previous = 0.0
    for start, end, text in cues:
        assert previous <= start < end, f"cue at {start} overlaps or is empty"
        previous = end
        lines = text.split("\n")
        assert len(lines) <= MOST_LINES, f"{len(lines)} lines: {text!r}"
        assert max(map(len, lines)) <= MOST_COLUMNS, f"line too long: {text!r}"
        assert text == GAP or end - start <= MOST_SECONDS + 1e-6, f"{end - start} s: {text!r}"
    said = squeezed(" ".join(text for _, _, text in cues))
    wanted = squeezed(" ".join(expected.shown()))
    assert arrows(said) == arrows(wanted), f"{said!r} is not {wanted!r}"


def check_srt(path, expected):
    subtitles = list(srt.parse(path.read_text(encoding="utf-8")))
    assert [s.index for s in subtitles] == list(range(1, len(subtitles) + 1))
    cues = [(s.start.total_seconds(), s.end.total_seconds(), s.content) for s in subtitles]
    check_cues(cues, expected, lambda text: re.sub("-+>", "->", text))
    return len(cues)


def check_vtt(path, expected):
    entities = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
    cues = [
        (
            seconds(caption.start),
            seconds(caption.end),
            re.sub("&(lt|gt|amp);", lambda entity: entities[entity[0]], caption.raw_text),
        )
        for caption in webvtt.read(str(path))
    ]
    check_cues(cues, expected, lambda text: text)
    return len(cues)


def seconds(clock):
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def check_textgrid(path, expected):
    grid = textgrid.openTextgrid(str(path), includeEmptyIntervals=True, reportingMode="error")
    assert grid.tierNames == ("segments", "words"), grid.tierNames
    assert grid.minTimestamp == 0
    assert grid.maxTimestamp >= max(0.001, expected.duration - TOLERANCE)
    for tier in grid.tiers:
        reached = 0.0
        for interval in tier.entries:
            assert interval.start == reached < interval.end, f"{tier.name}: hole at {reached}"
            reached = interval.end
        assert reached == grid.maxTimestamp, f"{tier.name} ends at {reached}"
        said = [word for entry in tier.entries for word in entry.label.split()]
        assert said == expected.shown(), f"{tier.name}: {said} is not {expected.shown()}"
    return sum(len(tier.entries) for tier in grid.tiers)


def records(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line.split() for line in lines if line and not line.startswith(";;")]


def check_ctm(path, expected):
    previous = 0.0
    said = []
    for fields in records(path):
        assert len(fields) in (5, 6), fields
        start, duration = float(fields[2]), float(fields[3])
        assert start >= previous - 1e-9 and duration > 0, fields
        previous = start + duration
        said.append(fields[4])
        assert len(fields) == 5 or 0 <= float(fields[5]) <= 1, fields
    assert said == expected.spoken, f"{said} is not {expected.spoken}"
    comments = path.read_text(encoding="utf-8").count(";; gap ")
    assert comments == sum(gap for _, _, gap, _ in expected.segments), "a gap is not told"
    return len(said)


def check_stm(path, expected):
    strip = lambda words: squeezed(" ".join(words)).translate(str.maketrans("", "", "{}()"))
    rows = records(path)
    assert len(rows) == len(expected.segments), "a segment is missing"
    previous = 0.0
    for fields, (_, _, gap, words) in zip(rows, expected.segments):
        start, end, label = float(fields[3]), float(fields[4]), fields[5]
        assert previous <= start < end, fields
        previous = end
        assert label[0] == "<" and label[-1] == ">", label
        if gap:
            assert fields[6:] == ["IGNORE_TIME_SEGMENT_IN_SCORING"], fields
        else:
            assert strip(fields[6:]) == strip(words), fields
    return len(rows)


def check_sclite(sclite, name, expected):
    """As reference and hypothesis of itself, a transcript has no error and no word too few."""
    command = [sclite, "-r", f"{name}.stm", "stm", "-h", f"{name}.ctm", "ctm", "-o", "rsum", "stdout"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stdout + run.stderr
    total = next(line for line in run.stdout.split("\n") if line.strip().startswith("| Sum"))
    counts, results = (part.split() for part in total.split("|")[2:4])
    assert int(counts[1]) == len(expected.spoken), total
    correct, errors = int(results[0]), int(results[4])
    assert (correct, errors) == (len(expected.spoken), 0), total
    return correct


def main(folder):
    checks = {
        "srt": check_srt,
        "vtt": check_vtt,
        "TextGrid": check_textgrid,
        "ctm": check_ctm,
        "stm": check_stm,
    }
    # Debian's package sctk keeps its programs in a folder of their own.
    sclite = shutil.which("sclite", path=os.environ.get("PATH", "") + ":/usr/lib/sctk/bin")
    if sclite is None:
        print("sclite is not on the path: ctm and stm are checked by their definition only")
    failed = False
    for words in sorted(folder.glob("*.words.tsv")):
        expected = Expected(words)
        name = folder / words.name.removesuffix(".words.tsv")
        for extension, check in checks.items():
            path = pathlib.Path(f"{name}.{extension}")
            try:
                print(f"{path.name}: {check(path, expected)} read")
            except Exception as problem:  # every parser has its own
                failed = True
                print(f"{path.name}: {type(problem).__name__}: {problem}")
        # Words that are sclite's own notation cannot come out as they went in.
        if sclite and expected.spoken and not words.name.startswith("hostile"):
            try:
                print(f"{name.name}: sclite counts {check_sclite(sclite, name, expected)} words")
            except Exception as problem:
                failed = True
                print(f"{name.name}: sclite: {problem}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
