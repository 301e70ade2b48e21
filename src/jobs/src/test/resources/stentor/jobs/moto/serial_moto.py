"""moto's S3 on a free port of loopback, told on the first line of standard output; ends with standard input.

moto looks whether a condition holds (If-None-Match, If-Match) and then writes, in two steps (moto 5.2.5, s3/responses.py,
put_object), so that two writers at once may both be told that they were first. S3 does both in one. One request at a time
makes moto keep S3's promise.
"""

import os
import sys
import threading

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

lock = threading.Lock()
moto = DomainDispatcherApplication(create_backend_app)


def one_at_a_time(environ, start_response):
    with lock:
        return list(moto(environ, start_response))


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_request(self, *arguments):
        pass


def leave_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


server = make_server("127.0.0.1", 0, one_at_a_time, threaded=True, request_handler=Quiet)
threading.Thread(target=leave_with_parent, daemon=True).start()
print(server.port, flush=True)
server.serve_forever()
