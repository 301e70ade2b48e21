#!/usr/bin/env python3
"""Reference decoder for the Moonshine tiny English model.

It cuts a recording at silences (the Java class for this is in module
``speech``), cuts each part into utterances, decodes them greedily and guards
against loops, invented words and missed speech (in Java: module ``engines``).
The Java code follows this file step by step; ADR 0005 gives the reasons.

    python reference_decode.py --model DIR --audio DIR [--threads 1] [--json OUT]
    python reference_decode.py --model DIR --audio DIR --join --seed 1

DIR of the model holds encoder_model.onnx, decoder_model_merged.onnx and
vocabulary.txt (one piece per line, line number = id; see README.md). The audio is
16 kHz mono 16-bit WAV. With a transcripts.tsv (file<TAB>text) beside it the
word error rate is printed too.
"""
import argparse
import json
import math
import os
import sys
import time
import wave

import numpy as np
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # read when the library is loaded
import onnxruntime as ort

RATE = 16000
FRAME = 160                 # samples: 10 ms

# --- levels and voice ---
SMOOTH = 4                  # frames each side: levels are means over 9 frames
FLOOR_PERCENTILE = 10
ON_DB = 5.0                 # above the floor: voice begins
OFF_DB = 3.0                # above the floor: voice goes on
ON_LEAST_DB = -78.0         # nothing below this is voice
OFF_LEAST_DB = -80.0
ON_FRAMES = 5               # a run needs that many frames above ON to be voice

# --- parts (module speech) ---
PART_MAX = 3000             # frames: 30 s
PART_MIN = 1500             # a cut is looked for from here on
PART_PAUSE = 5              # frames: a shorter pause is no pause

# --- utterances (module engines) ---
GAP_MERGE = 10              # frames: shorter gaps do not separate runs
GAP_CUT = 50                # frames: such a gap always cuts
UTTERANCE_MAX = 2000        # frames: longer ones are cut at their longest gap
BEFORE = 1600               # samples kept before the voice
AFTER = 3200                # samples kept after it
PEAK = 0.7                  # the utterance is scaled to this peak

# --- decoding and guards ---
LAYERS, HEADS, WIDTH = 6, 8, 36
START, END = 1, 2
PAD = 8000                  # zeros after the utterance
# samples before, after, zeros, scaled: the first is the usual one, the rest are retries
ATTEMPTS = ((BEFORE, AFTER, PAD, True), (1600, 1600, 16000, False), (800, 800, 4000, True))
SPLIT_LEAST = 200           # frames: shorter utterances are not split as a last retry
LEAST = 8000                # samples the encoder gets at least (by zeros)
CAP_BASE, CAP_RATE = 10, 8  # token limit: base + ceil(rate * voiced seconds)
LOOP_PERIOD = 12
LOOP_REPEATS = 3
LOOP_TOKENS = 6             # a repetition covers at least that many tokens
LOOP_BASE, LOOP_RATE = 4, 5.5  # repetition in more than base + rate * seconds tokens is a loop
EMPTY_SURE = -0.02          # an empty answer more certain than this is believed
EMPTY_SECONDS = 0.3         # ... or one on less voice than this
TEXT_LEAST = -1.2           # text of a lower mean log-probability is dropped


def levels(samples):
    """Mean power per frame of the 0.3-4 kHz band, very roughly: means of 4
    samples, then their differences. Takes out DC and hum."""
    n = len(samples) // FRAME
    blocks = samples[:n * FRAME].astype(np.float64).reshape(n * 40, 4).sum(1) / 4
    steps = np.diff(blocks, prepend=blocks[:1]).reshape(n, 40)
    return (steps * steps).sum(1) / 40


def voice(samples):
    """-> (bool per frame, smoothed dB per frame)."""
    power = levels(samples)
    n = len(power)
    if n == 0:
        return np.zeros(0, bool), power
    db = np.empty(n)
    for k in range(n):
        a, b = max(0, k - SMOOTH), min(n, k + SMOOTH + 1)
        total = 0.0
        for p in power[a:b]:
            total += p
        db[k] = 10 * math.log10(total / (b - a) + 1e-12)
    floor = np.sort(db)[(n - 1) * FLOOR_PERCENTILE // 100]
    on = max(floor + ON_DB, ON_LEAST_DB)
    off = max(floor + OFF_DB, OFF_LEAST_DB)
    voiced = np.zeros(n, bool)
    k = 0
    while k < n:
        if db[k] > off:
            j = k
            while j < n and db[j] > off:
                j += 1
            if int((db[k:j] > on).sum()) >= ON_FRAMES:
                voiced[k:j] = True
            k = j
        else:
            k += 1
    return voiced, db


class Cutter:
    """Streaming: give it samples of any length, it hands out parts of at most
    30 s as (start sample, samples, has voice). Holds 30 s at most (plus the
    block just given)."""

    def __init__(self):
        self.buffer = np.zeros(0, np.float32)
        self.start = 0

    def _emit(self, count):
        part = self.buffer[:count]
        self.buffer = self.buffer[count:]
        start, self.start = self.start, self.start + count
        return start, part, bool(voice(part)[0].any())

    def add(self, samples):
        self.buffer = np.concatenate([self.buffer, samples])
        while len(self.buffer) > PART_MAX * FRAME:
            yield self._emit(part_end(self.buffer[:PART_MAX * FRAME]) * FRAME)

    def end(self):
        if len(self.buffer):
            yield self._emit(len(self.buffer))


def part_end(window):
    """The frame at which a full window is cut: the middle of the longest run
    of unvoiced frames between PART_MIN and PART_MAX (the later of equals), else the quietest."""
    voiced, db = voice(window)
    best, at = 0, -1
    k = PART_MIN
    while k < PART_MAX:
        if voiced[k]:
            k += 1
            continue
        j = k
        while j < PART_MAX and not voiced[j]:
            j += 1
        if j - k >= PART_PAUSE and j - k >= best:
            best, at = j - k, (k + j) // 2
        k = j
    if at >= 0:
        return at
    return PART_MIN + int(np.argmin(db[PART_MIN:PART_MAX]))


def utterances(samples):
    """Cuts one part: list of (first voiced frame, frame after the last)."""
    voiced, db = voice(samples)
    runs = []
    k, n = 0, len(voiced)
    while k < n:
        if not voiced[k]:
            k += 1
            continue
        j = k
        while j < n and voiced[j]:
            j += 1
        if runs and k - runs[-1][1] < GAP_MERGE:
            runs[-1][1] = j
        else:
            runs.append([k, j])
        k = j
    found = []
    split(runs, db, found)
    return found, voiced, db


def split(runs, db, found):
    if not runs:
        return
    length = runs[-1][1] - runs[0][0]
    gap, at = -1, -1
    for i in range(len(runs) - 1):
        g = runs[i + 1][0] - runs[i][1]
        if g > gap:
            gap, at = g, i
    if at >= 0 and (gap >= GAP_CUT or length > UTTERANCE_MAX):
        split(runs[:at + 1], db, found)
        split(runs[at + 1:], db, found)
    elif length > UTTERANCE_MAX:
        a, b = runs[0]
        c = quietest(db, a, b)
        split([[a, c]], db, found)
        split([[c, b]], db, found)
    else:
        found.append((runs[0][0], runs[-1][1]))


def quietest(db, a, b):
    """The quietest frame in the middle third of frames a to b."""
    third = (b - a) // 3
    return a + third + int(np.argmin(db[a + third:b - third]))


def repetition(tokens):
    """The longest run of a repeated n-gram: (period, repeats, start) or None."""
    best = None
    for period in range(1, LOOP_PERIOD + 1):
        for start in range(len(tokens) - 2 * period):
            repeats = 1
            while tokens[start + repeats * period:start + (repeats + 1) * period] == tokens[start:start + period]:
                repeats += 1
            covered = repeats * period
            if repeats >= LOOP_REPEATS and covered >= LOOP_TOKENS and (best is None or covered > best[0] * best[1]):
                best = (period, repeats, start)
    return best


def collapse(tokens):
    """Cuts every repetition to its first occurrence."""
    while True:
        r = repetition(tokens)
        if r is None:
            return tokens
        period, repeats, start = r
        tokens = tokens[:start + period] + tokens[start + period * repeats:]


class Decoded:
    def __init__(self, tokens, mean, ended, seconds):
        self.tokens, self.mean, self.ended = tokens, mean, ended
        self.loop = repetition(tokens) is not None and (not ended or len(tokens) > LOOP_BASE + LOOP_RATE * seconds)

    def good(self, voiced_seconds):
        if not self.tokens:
            return self.mean > EMPTY_SURE or voiced_seconds < EMPTY_SECONDS
        return self.ended and not self.loop and self.mean >= TEXT_LEAST


class Moonshine:
    def __init__(self, folder, threads=1):
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        load = lambda name: ort.InferenceSession(os.path.join(folder, name), options, providers=["CPUExecutionProvider"])
        self.encoder, self.decoder = load("encoder_model.onnx"), load("decoder_model_merged.onnx")
        # newline="": some pieces hold a carriage return, which is no end of a line here
        with open(os.path.join(folder, "vocabulary.txt"), encoding="utf-8", newline="") as file:
            self.pieces = file.read().split("\n")
        self.outputs = [o.name for o in self.decoder.get_outputs()]
        self.decodes = self.retries = self.dropped = 0

    def text(self, tokens):
        data = bytearray()
        for token in tokens:
            if token <= 2 or token >= len(self.pieces):
                continue
            piece = self.pieces[token]
            if len(piece) == 6 and piece.startswith("<0x") and piece.endswith(">"):
                data.append(int(piece[3:5], 16))
            else:
                data += piece.replace("\u2581", " ").encode("utf-8")
        return data.decode("utf-8", "replace").strip()

    def greedy(self, samples, cap):
        """-> (tokens, mean log-probability with the end token's, ended)."""
        self.decodes += 1
        hidden = self.encoder.run(None, {"input_values": samples[None]})[0]
        past = {f"past_key_values.{i}.{side}.{kind}": np.zeros((0, HEADS, 1, WIDTH), np.float32)
                for i in range(LAYERS) for side in ("decoder", "encoder") for kind in ("key", "value")}
        tokens, total, token, first = [], 0.0, START, True
        while True:
            out = self.decoder.run(None, {"input_ids": np.array([[token]], np.int64), "encoder_hidden_states": hidden,
                                          "use_cache_branch": np.array([not first]), **past})
            logits = out[0][0, -1].astype(np.float64)
            for name, value in zip(self.outputs[1:], out[1:]):
                if first or ".decoder." in name:
                    past[name.replace("present", "past_key_values")] = value
            first = False
            token = int(logits.argmax())
            total -= math.log(np.exp(logits - logits[token]).sum())
            if token == END:
                return tokens, total / (len(tokens) + 1), True
            tokens.append(token)
            if len(tokens) >= cap:
                return tokens, total / len(tokens), False

    def attempt(self, part, a, b, before, after, pad, scale):
        """Decodes the voiced frames a to b of a part."""
        seconds = (b - a) * FRAME / RATE
        cut = part[max(0, a * FRAME - before):min(len(part), b * FRAME + after)]
        if scale:
            peak = float(np.abs(cut).max())
            if peak > 0:
                cut = cut * np.float32(PEAK / peak)
        padded = np.zeros(max(LEAST, len(cut) + pad), np.float32)
        padded[:len(cut)] = cut
        tokens, mean, ended = self.greedy(padded, CAP_BASE + math.ceil(CAP_RATE * seconds))
        return Decoded(tokens, mean, ended, seconds)

    def utterance(self, part, a, b, voiced, db):
        """Decodes one utterance with all guards -> list of (tokens, mean, collapsed)."""
        spoken = int(voiced[a:b].sum()) * FRAME / RATE
        tries = []
        for before, after, pad, scale in ATTEMPTS:
            d = self.attempt(part, a, b, before, after, pad, scale)
            tries.append([d])
            if d.good(spoken) and (d.tokens or len(tries) == 1):
                break
            self.retries += 1
        else:
            if b - a >= SPLIT_LEAST:
                c = quietest(db, a, b)
                tries.append([self.attempt(part, a, c, BEFORE, 0, PAD, True), self.attempt(part, c, b, 0, AFTER, PAD, True)])
        return self.choose(tries, spoken)

    def choose(self, tries, spoken):
        last = tries[-1]
        if all(d.tokens and d.good(spoken) for d in last):
            chosen = last
        else:
            key = lambda t: (all(d.tokens for d in t), any(d.tokens for d in t),
                             all(not d.loop and d.ended for d in t), sum(d.mean for d in t) / len(t))
            chosen = max(tries, key=key)  # the first of equals
        result = []
        for d in chosen:
            if d.tokens and d.mean < TEXT_LEAST:
                self.dropped += 1
                continue
            bad = d.loop or not d.ended and repetition(d.tokens) is not None
            result.append((collapse(d.tokens) if bad else d.tokens, d.mean, bad))
        return result

    def part(self, samples):
        """-> (text, tokens, mean log-probabilities) of one part of at most 30 s."""
        found, voiced, db = utterances(samples)
        texts, tokens, means = [], [], []
        for a, b in found:
            for t, mean, _ in self.utterance(samples, a, b, voiced, db):
                text = self.text(t)
                if text:
                    texts.append(text)
                    tokens.append(t)
                    means.append(round(mean, 4))
        return " ".join(texts), tokens, means


def transcribe(model, samples, block=16000):
    """Through cutter and engine, as the service does."""
    cutter = Cutter()
    texts, tokens, means = [], [], []
    def take(parts):
        for _, part, has_voice in parts:
            if has_voice:
                text, t, m = model.part(part)
                if text:
                    texts.append(text)
                tokens.extend(t)
                means.extend(m)
    for at in range(0, len(samples), block):
        take(cutter.add(samples[at:at + block]))
    take(cutter.end())
    return " ".join(texts), tokens, means


def read(path):
    with wave.open(path) as w:
        if (w.getframerate(), w.getnchannels(), w.getsampwidth()) != (RATE, 1, 2):
            sys.exit(f"{path}: not 16 kHz mono 16-bit")
        return np.frombuffer(w.readframes(w.getnframes()), "<i2").astype(np.float32) / 32768


def degrade(samples, args):
    """Gain with clipping and 16-bit rounding, and noise, for the robustness tables."""
    if args.noise:
        random = np.random.default_rng(args.seed)
        noise = random.standard_normal(len(samples))
        if args.noise == "pink":
            f = np.fft.rfft(noise)
            k = np.arange(len(f))
            k[0] = 1
            noise = np.fft.irfft(f / np.sqrt(k), len(samples))
            noise /= noise.std()
        voiced = np.repeat(voice(samples)[0], FRAME)
        level = np.sqrt((samples[:len(voiced)][voiced] ** 2).mean())
        samples = samples + noise * level * 10 ** (-args.snr / 20)
    samples = np.clip(np.round(samples * args.gain * 32768), -32768, 32767) / 32768
    return samples.astype(np.float32)


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    p.add_argument("--model", required=True)
    p.add_argument("--audio", required=True)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--json")
    p.add_argument("--join", action="store_true", help="all files in a row, 0.3 to 2 s of silence between")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--gain", type=float, default=1.0)
    p.add_argument("--noise", choices=("white", "pink"))
    p.add_argument("--snr", type=float, default=20)
    args = p.parse_args()
    names = sorted(n for n in os.listdir(args.audio) if n.endswith(".wav"))
    texts = {}
    tsv = os.path.join(args.audio, "transcripts.tsv")
    if os.path.exists(tsv):
        with open(tsv, encoding="utf-8") as file:
            texts = dict(line.rstrip("\n").split("\t", 1) for line in file if "\t" in line)
    items = [(n, read(os.path.join(args.audio, n)), texts.get(n)) for n in names]
    if args.join:
        random = np.random.default_rng(args.seed)
        joined = []
        for _, samples, _ in items:
            joined += [samples, np.zeros(int(RATE * random.uniform(0.3, 2)), np.float32)]
        items = [("joined", np.concatenate(joined), " ".join(texts[n] for n in names) if all(n in texts for n in names) else None)]
    items = [(n, degrade(s, args), t) for n, s, t in items]
    model = Moonshine(args.model, args.threads)
    model.greedy(np.zeros(RATE, np.float32), 5)  # warm up
    model.decodes = 0
    results, audio, spent = [], 0.0, 0.0
    for name, samples, wanted in items:
        start = time.perf_counter()
        text, tokens, means = transcribe(model, samples)
        took = time.perf_counter() - start
        audio, spent = audio + len(samples) / RATE, spent + took
        results.append({"file": name, "text": text, "tokens": tokens, "means": means,
                        "audioSeconds": round(len(samples) / RATE, 3), "seconds": round(took, 3)})
        print(f"{name}\t{took:.2f} s\t{sum(map(len, tokens))} tokens\t{text}", flush=True)
    total = {"audioSeconds": round(audio, 3), "seconds": round(spent, 3), "rtfx": round(audio / spent, 1),
             "decodes": model.decodes, "retries": model.retries, "dropped": model.dropped}
    scored = [(r["text"], t) for r, (_, _, t) in zip(results, items) if t]
    if scored:
        import jiwer
        from whisper_normalizer.english import EnglishTextNormalizer
        normal = EnglishTextNormalizer()
        o = jiwer.process_words([normal(t) for _, t in scored], [normal(h) for h, _ in scored])
        total.update(wer=round(o.wer * 100, 2), substitutions=o.substitutions, deletions=o.deletions, insertions=o.insertions)
    print(json.dumps(total))
    if args.json:
        with open(args.json, "w", encoding="utf-8") as file:
            json.dump({"total": total, "files": results}, file, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
