#!/usr/bin/env python3
"""Sends the WAVs of a folder through a running master, one after another, and scores what comes back.

    eval "$(./stentor endpoint)" && export STENTOR_URL STENTOR_TOKEN
    python test/benchmarks/through_master.py --audio DIR [--join --seed 1] [--json OUT]

Prints per file: name, seconds until the answer, text; then one line of JSON with the word error rate (jiwer, Whisper's
English normaliser) where DIR has a transcripts.tsv (file, tab, text). OUT has the same shape as that of
reference_decode.py, so that compare_decodes.py can compare token sequences. --rounds N repeats all N times and keeps the
last; --memory prints the PSS of the environment's processes afterwards (Linux).
"""
import argparse
import io
import json
import os
import sys
import time
import urllib.request
import uuid
import wave

import numpy as np

from reference_decode import RATE, read


def wav(samples):
    out = io.BytesIO()
    with wave.open(out, "wb") as w:
        w.setnchannels(1)
        w.setsampwidth(2)
        w.setframerate(RATE)
        w.writeframes(np.round(samples * 32768).clip(-32768, 32767).astype("<i2").tobytes())
    return out.getvalue()


def post(url, token, name, audio):
    boundary = uuid.uuid4().hex
    fields = {"model": "auto", "response_format": "verbose_json"}
    body = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields.items())
    body += (f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
             f"Content-Type: audio/wav\r\n\r\n").encode() + audio + f"\r\n--{boundary}--\r\n".encode()
    request = urllib.request.Request(
        f"{url}/v1/audio/transcriptions", data=body,
        headers={"Authorization": f"Bearer {token}", "Content-Type": f"multipart/form-data; boundary={boundary}"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def memory():
    """PSS in MB of every process whose environment names this STENTOR_HOME, by program."""
    home = os.environ.get("STENTOR_HOME", "")
    result = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/environ", "rb") as file:
                if f"STENTOR_HOME={home}".encode() not in file.read().split(b"\0"):
                    continue
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                line = file.read().decode(errors="replace")
            program = next((p for p in ("supervisor", "worker", "--decode", "master")
                            if p == "--decode" and "--decode" in line or f"{p}.args" in line), None)
            if program:
                with open(f"/proc/{pid}/smaps_rollup") as file:
                    pss = next(int(row.split()[1]) for row in file if row.startswith("Pss:"))
                result[program] = round(result.get(program, 0) + pss / 1024)
        except (OSError, StopIteration):
            continue
    return {**result, "sum": sum(result.values())}


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    p.add_argument("--audio", required=True)
    p.add_argument("--join", action="store_true", help="all files in a row, 0.3 to 2 s of silence between")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--rounds", type=int, default=1)
    p.add_argument("--memory", action="store_true")
    p.add_argument("--json")
    args = p.parse_args()
    url, token = os.environ["STENTOR_URL"], os.environ["STENTOR_TOKEN"]
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
        items = [("joined.wav", np.concatenate(joined), " ".join(texts[n] for n in names))]
    results, audio, spent = [], 0.0, 0.0
    for _ in range(args.rounds):
        results, audio, spent = [], 0.0, 0.0
        for name, samples, _ in items:
            body = wav(samples)
            start = time.perf_counter()
            answer = post(url, token, name, body)
            took = time.perf_counter() - start
            audio, spent = audio + len(samples) / RATE, spent + took
            results.append({"file": name, "text": answer["text"], "tokens": [s["tokens"] for s in answer["segments"]],
                            "means": [round(s["avg_logprob"], 4) for s in answer["segments"]],
                            "audioSeconds": round(len(samples) / RATE, 3), "seconds": round(took, 3)})
    for r in results:
        print(f"{r['file']}\t{r['seconds']:.2f} s\t{r['text']}")
    total = {"audioSeconds": round(audio, 3), "seconds": round(spent, 3), "rtfx": round(audio / spent, 1)}
    scored = [(r["text"], t) for r, (_, _, t) in zip(results, items) if t]
    if scored:
        import jiwer
        from whisper_normalizer.english import EnglishTextNormalizer
        normal = EnglishTextNormalizer()
        o = jiwer.process_words([normal(t) for _, t in scored], [normal(h) for h, _ in scored])
        total.update(wer=round(o.wer * 100, 2), substitutions=o.substitutions, deletions=o.deletions, insertions=o.insertions)
    if args.memory:
        total["pssMegabytes"] = memory()
    print(json.dumps(total))
    if args.json:
        with open(args.json, "w", encoding="utf-8") as file:
            json.dump({"total": total, "files": results}, file, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    sys.exit(main())
