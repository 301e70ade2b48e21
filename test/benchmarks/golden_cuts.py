#!/usr/bin/env python3
"""Writes the golden file of the test GoldenCutsTest in module speech: how
reference_decode.py cuts generated signals, and, if named, WAV files.

    python golden_cuts.py SIGNALS [WAV...] > ../../src/speech/src/test/resources/stentor/speech/cut/golden-cuts.txt

A line is: signal number or name of the WAV, start of the part in samples, its length, and
the utterances as first-last frames within the part. Parts without voice are not written.
"""
import os
import sys

import numpy as np

from reference_decode import FRAME, Cutter, read, utterances

AMPLITUDES = (0, 3, 30, 300, 3000, 12000)
MASK = (1 << 64) - 1


def signal(number):
    """Noise in 12 to 60 steps of random length and loudness; TestSignals.java makes the same."""
    state = number

    def random(bound):  # the generator of Knuth's MMIX
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) & MASK
        return (state >> 33) % bound

    samples = []
    for _ in range(12 + random(49)):
        longest = (20, 120, 600)[random(3)]
        frames = 1 + random(longest)
        amplitude = AMPLITUDES[random(len(AMPLITUDES))]
        samples += [(random(65536) - 32768) * amplitude >> 15 for _ in range(frames * FRAME + random(FRAME))]
    return np.array(samples, np.float32) / 32768


def write(name, samples):
    cutter = Cutter()
    for start, part, voiced in [*cutter.add(samples), *cutter.end()]:
        if voiced:
            print(name, start, len(part), *(f"{a}-{b}" for a, b in utterances(part)[0]))


for number in range(int(sys.argv[1])):
    write(number, signal(number))
for path in sys.argv[2:]:
    write(os.path.basename(path), read(path))
