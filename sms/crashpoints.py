"""Named places where a test may kill the process. Does nothing unless CRASH names one."""

import os
import signal


def crashpoint(name: str) -> None:
    """Die here, as a power cut would, when the environment says CRASH=`name`."""
    if os.environ.get("CRASH") == name:
        os.kill(os.getpid(), signal.SIGKILL)
