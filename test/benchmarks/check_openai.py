"""OpenAI's client for Python, unmodified, against a master.

    python check_openai.py URL TOKEN MODEL RECORDING

URL ends in /v1. RECORDING is long enough for several parts, and MODEL slow enough that a job can be
cancelled between them. Prints one line for each thing that was seen to work; ends with 1 at the first
that does not.
"""

import asyncio
import secrets
import sys
import time
import uuid

import openai
from openai.types.audio import Transcription, TranscriptionVerbose

URL, TOKEN, MODEL, RECORDING = sys.argv[1:]


def client(key=TOKEN):
    return openai.OpenAI(base_url=URL, api_key=key, max_retries=0)


def transcribe(of, **parameters):
    with open(RECORDING, "rb") as file:
        return of.audio.transcriptions.create(**{"file": file, "model": MODEL, **parameters})


def seen(what):
    print(what, flush=True)


def refused(kind, call, status, code, param):
    try:
        call()
    except kind as error:
        assert type(error) is kind, type(error)
        got = (error.status_code, error.code, error.param, error.type)
        assert got == (status, code, param, "invalid_request_error"), got
        assert error.request.url
        seen(f"refused: {kind.__name__} {code}")
    else:
        raise AssertionError(f"not refused: {code}")


def formats(of):
    answer = transcribe(of)
    assert isinstance(answer, Transcription) and answer.text, answer
    seen("json")
    verbose = transcribe(
        of,
        response_format="verbose_json",
        timestamp_granularities=["segment", "word"],
        prompt="Typography.",
        temperature=0.5,
        language="en",
        chunking_strategy="auto",
    )
    assert isinstance(verbose, TranscriptionVerbose), verbose
    assert verbose.text == answer.text
    assert verbose.language == "english" and verbose.duration > 60
    assert [segment.id for segment in verbose.segments] == list(range(len(verbose.segments)))
    assert " ".join(segment.text for segment in verbose.segments) == verbose.text
    assert " ".join(word.word for word in verbose.words) == verbose.text
    for before, word in zip(verbose.words, verbose.words[1:]):
        assert 0 <= before.start <= before.end <= word.start <= word.end <= verbose.duration
    extras = verbose.model_extra["stentor"]
    assert [word["estimated"] for word in extras["words"]] == [True] * len(verbose.words)
    assert extras["flags"] == ["prompt_ignored", "temperature_ignored"], extras["flags"]
    # What the engine does not tell is not there; the client does not mind until it is asked for.
    absent = {"no_speech_prob", "avg_logprob", "temperature"}
    assert all(not absent & segment.model_fields_set for segment in verbose.segments)
    assert all(getattr(segment, name) is None for segment in verbose.segments for name in absent)
    seen("verbose_json")
    assert transcribe(of, response_format="text") == answer.text + "\n"
    seen("text")
    assert transcribe(of, response_format="srt").startswith("1\n00:00:")
    seen("srt")
    assert transcribe(of, response_format="vtt").startswith("WEBVTT\n")
    seen("vtt")
    assert transcribe(of, model="whisper-1", include=["logprobs"]).text == answer.text
    seen("whisper-1")
    return answer.text


def streamed(of, text):
    for form in ("json", "text"):
        came = []
        with transcribe(of, stream=True, response_format=form) as stream:
            for event in stream:
                came.append((time.monotonic(), event))
        events = [event for _, event in came]
        assert {event.type for event in events[:-1]} == {"transcript.text.delta"}, events
        assert len(events) > 3, events
        assert events[-1].type == "transcript.text.done" and events[-1].text == text
        assert "".join(event.delta for event in events[:-1]) == text
        assert came[-1][0] - came[0][0] > 0.5, "all came at once"
        seen(f"stream as {form}")


async def streamed_asynchronously(text):
    of = openai.AsyncOpenAI(base_url=URL, api_key=TOKEN, max_retries=0)
    with open(RECORDING, "rb") as file:
        stream = await of.audio.transcriptions.create(file=file, model=MODEL, stream=True)
    deltas = [event.delta async for event in stream if event.type == "transcript.text.delta"]
    assert "".join(deltas) == text
    await of.close()
    seen("stream of the asynchronous client")


def broken_off(of):
    milliseconds = time.time_ns() // 1_000_000
    job = uuid.UUID(int=milliseconds << 80 | 7 << 76 | 2 << 62 | secrets.randbits(62))
    stream = transcribe(of, stream=True, extra_headers={"Stentor-Job": str(job)})
    assert next(iter(stream)).type == "transcript.text.delta"
    of.delete(f"/jobs/{job}", cast_to=object)
    try:
        for _ in stream:
            pass
    except openai.APIError as error:
        assert error.code == "job_cancelled" and "cancelled" in error.message, error
        seen("a stream that breaks off")
    else:
        raise AssertionError("the stream ended as if all were said")


def models(of):
    listed = of.models.list()
    assert [model.id for model in listed] == [MODEL], listed
    one = of.models.retrieve(MODEL)
    assert (one.id, one.object, one.owned_by) == (MODEL, "model", "stentor") and one.created > 0, one
    seen("models")


def errors(of):
    wrong = client("wrong")
    denied = (openai.AuthenticationError, 401, "invalid_api_key", None)
    for call in (wrong.models.list, lambda: transcribe(wrong), lambda: transcribe(wrong, stream=True)):
        refused(denied[0], call, *denied[1:])
    unknown = (openai.NotFoundError, 404, "model_not_found", "model")
    for call in (
        lambda: transcribe(of, model="huge"),
        lambda: transcribe(of, model="huge", stream=True),
        lambda: of.models.retrieve("huge"),
    ):
        refused(unknown[0], call, *unknown[1:])
    bad = openai.BadRequestError
    refused(bad, lambda: transcribe(of, language="fr"), 400, "language_not_supported", "language")
    refused(bad, lambda: transcribe(of, temperature=3), 400, "invalid_value", "temperature")
    refused(
        bad,
        lambda: transcribe(of, chunking_strategy={"type": "server_vad"}),
        400,
        "invalid_value",
        "chunking_strategy",
    )
    refused(
        bad,
        lambda: transcribe(of, response_format="srt", stream=True),
        400,
        "invalid_value",
        "response_format",
    )
    no_audio = ("a.wav", b"no audio at all")
    refused(bad, lambda: transcribe(of, file=no_audio), 400, "invalid_audio", "file")
    refused(
        openai.NotFoundError,
        lambda: of.audio.translations.create(file=no_audio, model=MODEL),
        404,
        "translation_not_supported",
        None,
    )
    refused(openai.NotFoundError, lambda: of.files.list(), 404, "unknown_url", None)


with client() as of:
    text = formats(of)
    streamed(of, text)
    asyncio.run(streamed_asynchronously(text))
    broken_off(of)
    models(of)
    errors(of)
seen("done")
