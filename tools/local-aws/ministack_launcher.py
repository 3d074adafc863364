"""Runs MiniStack for as long as the process that started it holds the other end of standard input.

Whatever way it ends (a signal, an error, the death of its parent, even by SIGKILL), the directory given as the first argument is removed
and the whole process group goes: MiniStack's Lambda workers outlive it otherwise.
"""

import os
import shutil
import signal
import sys
import threading
import time

import alarm_evaluation
import archive_resource
import composite_alarm_resource
import math_alarm_resource
from ministack.app import main

SECONDS_TO_SAVE_STATE = 10


def end_group(run_directory):
    shutil.rmtree(run_directory, ignore_errors=True)
    os.killpg(os.getpgrp(), signal.SIGKILL)


def end_with_parent(run_directory):
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SECONDS_TO_SAVE_STATE)
    end_group(run_directory)


if __name__ == "__main__":
    run_directory = sys.argv.pop(1)
    threading.Thread(target=end_with_parent, args=(run_directory,), daemon=True).start()
    try:
        alarm_evaluation.register()
        archive_resource.register()
        composite_alarm_resource.register()
        math_alarm_resource.register()
        main()
    finally:
        sys.stderr.flush()
        end_group(run_directory)
