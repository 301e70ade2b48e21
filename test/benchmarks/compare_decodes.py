#!/usr/bin/env python3
"""Compares two decodes of the same audio, as reference_decode.py --json and the
Java class MoonshineBenchmark write them.

    python compare_decodes.py A.json B.json [--transcripts transcripts.tsv]

Prints files whose token sequences differ, the largest difference of the mean
log-probabilities, the word error rates if transcripts are given, and B's speed
as a ratio of A's. Ends with 1 if a token differs.
"""
import argparse
import json
import statistics
import sys


def read(path):
    with open(path, encoding="utf-8") as file:
        return {entry["file"]: entry for entry in json.load(file)["files"]}


def tokens(entry):
    """In one row: the two halves of a split utterance are one list in Java, two in Python."""
    return [token for utterance in entry["tokens"] for token in utterance]


def word_error_rate(decodes, transcripts):
    import jiwer
    from whisper_normalizer.english import EnglishTextNormalizer
    normal = EnglishTextNormalizer()
    names = [name for name in decodes if name in transcripts]
    rate = jiwer.wer([normal(transcripts[name]) for name in names], [normal(decodes[name]["text"]) for name in names])
    return f"{100 * rate:.2f} %"


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    p.add_argument("a")
    p.add_argument("b")
    p.add_argument("--transcripts")
    args = p.parse_args()
    a, b = read(args.a), read(args.b)
    if a.keys() != b.keys():
        sys.exit(f"not the same files: {sorted(a.keys() ^ b.keys())}")
    different = [name for name in a if tokens(a[name]) != tokens(b[name])]
    for name in different:
        print(f"{name} differs:\n  A {tokens(a[name])} {a[name]['text']}\n  B {tokens(b[name])} {b[name]['text']}")
    texts = [name for name in a if a[name]["text"] != b[name]["text"]]
    print(f"{len(a)} files, {len(different)} with other tokens, {len(texts)} with another text")
    gaps = [abs(x - y) for name in a if len(a[name]["means"]) == len(b[name]["means"])
            for x, y in zip(a[name]["means"], b[name]["means"])]
    print(f"largest difference of a mean log-probability: {max(gaps, default=0):.4f}")
    if args.transcripts:
        with open(args.transcripts, encoding="utf-8") as file:
            transcripts = dict(line.rstrip("\n").split("\t", 1) for line in file if "\t" in line)
        print(f"WER: A {word_error_rate(a, transcripts)}, B {word_error_rate(b, transcripts)}")
    ratios = [a[name]["seconds"] / b[name]["seconds"] for name in a if b[name]["seconds"]]
    total = sum(e["seconds"] for e in a.values()) / sum(e["seconds"] for e in b.values())
    print(f"speed of B / A: {total:.3f} in all, {statistics.median(ratios):.3f} median of the files")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
