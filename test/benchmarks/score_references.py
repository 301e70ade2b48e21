#!/usr/bin/env python3
"""Writes what the tests of stentor.speech.score compare with, by the tools they must agree with.

    python3 -m venv .venv
    .venv/bin/pip install -r test/benchmarks/requirements-references.txt
    .venv/bin/pip install --no-deps openai-whisper==20250625
    .venv/bin/python test/benchmarks/score_references.py

openai-whisper is installed without its dependencies: only its normalisers are used, and they need
no model. (The package whisper-normalizer is not used: its English rules differ from OpenAI's by
"kinda", "sorta", "dunno" and "cause".)

Reads  test/benchmarks/normaliser-lines.txt (one line of text each)
Writes src/speech/src/main/resources/stentor/speech/score/british-american-spelling.tsv
       src/speech/src/test/resources/stentor/speech/score/{english,basic,basic-plain,letters}.tsv
       src/speech/src/test/resources/stentor/speech/score/rates.tsv
"""

import hashlib
import importlib.util
import json
import pathlib
import random
import sys

import jiwer

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGE = "stentor/speech/score"
MAIN = ROOT / "src/speech/src/main/resources" / PACKAGE
TEST = ROOT / "src/speech/src/test/resources" / PACKAGE
LINES = ROOT / "test/benchmarks/normaliser-lines.txt"


def whisper_normalizers():
    """openai-whisper's normalisers without the rest of the package, which wants torch."""
    whisper = importlib.util.find_spec("whisper")
    folder = pathlib.Path(whisper.origin).parent / "normalizers"
    spec = importlib.util.spec_from_file_location(
        "whisper_normalizers", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module, folder


NUMBER_WORDS = """
zero o oh one two three four five six seven eight nine ten eleven twelve thirteen fifteen nineteen
twenty thirty forty fifty ninety hundred thousand million billion trillion ones twos fives sixes
tens twenties thirties first second third fourth fifth ninth nineth tenth twelfth twentieth
hundredth hundreds thousands millionth minus negative plus positive pound pounds euro euros dollar
dollars cent cents per percent and double triple point half a 1 2 3 5 10 17 100 1960 1960s 3.5 0.05
0 00 007 2nd 21st $5 $20 £3 €1.50 ¢7 $0.05 5% 1,000 12,345,678 apples the of
""".split()


def random_lines(count, seed):
    """Rows of number words in any order: what no person would write down, but an engine may."""
    source = random.Random(seed)
    for _ in range(count):
        words = source.choices(NUMBER_WORDS, k=source.randint(1, 8))
        if source.random() < 0.1:
            words.insert(source.randint(0, len(words)), "and a half")
        yield " ".join(words)


def write(path, rows, heading=()):
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"# {line}".rstrip() for line in heading] + ["\t".join(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(rows):6} rows  {path.relative_to(ROOT)}")


def write_spelling(folder):
    source = (folder / "english.json").read_bytes()
    licence = next(folder.parent.parent.glob("openai_whisper-*.dist-info")).rglob("LICENSE")
    heading = [
        "British spelling, tab, American spelling. Made by test/benchmarks/score_references.py from",
        "whisper/normalizers/english.json of https://github.com/openai/whisper (release 20250625,",
        f"sha256 {hashlib.sha256(source).hexdigest()}),",
        "which is after https://www.tysto.com/uk-us-spelling-list.html. Its licence:",
        "",
        *next(licence).read_text(encoding="utf-8").strip().splitlines(),
    ]
    write(MAIN / "british-american-spelling.tsv", list(json.loads(source).items()), heading)


def write_normalised(normalizers):
    lines = LINES.read_text(encoding="utf-8").split("\n")
    lines = [line for line in lines if line and "\t" not in line]
    numbers = list(random_lines(600, seed=3))
    english = normalizers.EnglishTextNormalizer()
    write(TEST / "english.tsv", [(line, english(line).strip()) for line in lines + numbers])
    for name, options in {
        "basic": {},
        "basic-plain": {"remove_diacritics": True},
        "letters": {"split_letters": True},
    }.items():
        basic = normalizers.BasicTextNormalizer(**options)
        write(TEST / f"{name}.tsv", [(line, basic(line).strip()) for line in lines])


def damaged(words, vocabulary, source):
    """What an engine of a given error rate might have heard."""
    rate = source.choice([0.0, 0.05, 0.2, 0.5, 0.9])
    heard = []
    for word in words:
        if source.random() >= rate:
            heard.append(word)
            continue
        kind = source.choice("sdi")
        if kind != "d":
            heard.append(source.choice(vocabulary))
        if kind == "i":
            heard.append(word)
    return heard


def write_rates():
    """reference, hypothesis, then substitutions, deletions, insertions, rate of words; of characters"""
    source = random.Random(5)
    vocabulary = LINES.read_text(encoding="utf-8").lower().split()[:60]
    pairs = [("", ""), ("", "two words"), ("one", ""), ("a b c", "a b c"), ("a b", "b a")]
    for _ in range(300):
        length = source.choice([1, 2, 5, 12, 40, 150])
        words = source.choices(vocabulary, k=length)
        pairs.append((" ".join(words), " ".join(damaged(words, vocabulary, source))))
    rows = []
    for reference, hypothesis in pairs:
        words = jiwer.process_words(reference, hypothesis)
        characters = jiwer.process_characters(reference, hypothesis)
        row = [reference, hypothesis]
        for output, rate in ((words, words.wer), (characters, characters.cer)):
            row += [str(output.substitutions), str(output.deletions), str(output.insertions)]
            row.append(repr(float(rate)))
        rows.append(row)
    write(TEST / "rates.tsv", rows)


def main():
    normalizers, folder = whisper_normalizers()
    write_spelling(folder)
    write_normalised(normalizers)
    write_rates()


if __name__ == "__main__":
    main()
