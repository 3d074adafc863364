"""Runs a handler in a process of its own as Lambda's runtime does: load, then one invocation after the other."""
import json
import os
import resource
import sys
import time

plan = json.loads(sys.argv[1])


def now():
    return time.perf_counter_ns() / 1e6


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_utime + usage.ru_stime) * 1000


def resident_bytes():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class Context:
    def __init__(self, aws_request_id):
        self.aws_request_id = aws_request_id


invocations = 0


def invoke(handler):
    global invocations
    invocations += 1
    headers = {**plan["event"]["headers"], "idempotency-key": f"{plan['keyPrefix']}-{invocations}"}
    event = {**plan["event"], "headers": headers}
    context = Context(f"00000000-0000-4000-8000-{invocations:012d}")
    start = now()
    answer = handler(event, context)
    wall = now() - start
    if answer.get("statusCode") != 201:
        raise RuntimeError(f"answered {answer}")
    return wall, answer


sys.path.insert(0, os.path.dirname(plan["handlerFile"]))
module = os.path.splitext(os.path.basename(plan["handlerFile"]))[0]
init_start, init_cpu_start = now(), cpu()
handler = __import__(module).handler
init_wall, init_cpu = now() - init_start, cpu() - init_cpu_start

first_cpu_start = cpu()
first_wall, answer = invoke(handler)
first_cpu = cpu() - first_cpu_start

for _ in range(plan["warmUpInvocations"]):
    invoke(handler)
warm_cpu_start = cpu()
walls = sorted(invoke(handler)[0] for _ in range(plan["measuredInvocations"]))
warm_cpu = (cpu() - warm_cpu_start) / plan["measuredInvocations"]

measured = {
    "initWall": init_wall, "initCpu": init_cpu, "firstWall": first_wall, "firstCpu": first_cpu,
    "warmWall": walls[len(walls) // 2], "warmCpu": warm_cpu,
    "memory": resident_bytes(), "memoryAtCheckpoints": [], "loadedFiles": [], "answer": answer,
}
os.write(3, json.dumps(measured).encode())
