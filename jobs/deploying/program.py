"""Runs the program: a preview, and after it the up unless the run is a dry one."""

import json
import subprocess
import time

from . import parameters
from .progress import Progress
from .toolchain import last_lines

POLL_SECONDS = 0.1


def deploy(given, tools):
    """What was done, in numbers; an error with every failure unless all went well."""
    started = time.monotonic()
    is_dry_run = parameters.is_dry_run(given)
    # The preview says how many there will be, and lines that come as things happen want to know.
    plan = Progress()
    events = follow("preview", given, tools, plan)
    done = Progress(plan.changed, "[DRY RUN] " if is_dry_run else "", not is_dry_run, tell)
    if is_dry_run:
        for event in events:
            done.event(event)
        if not done.has_changes:
            tell("[DRY RUN] Nothing would change.")
    else:
        follow("up", given, tools, done)
    totals = {**done.totals, "dry_run": is_dry_run, "seconds": round(time.monotonic() - started, 1)}
    tell(in_words(done.totals))
    tell(f"Took {totals['seconds']} s.{' Dry run: nothing was changed.' if is_dry_run else ''}")
    return totals


def in_words(totals):
    return ", ".join(f"{word} {number}" for word, number in totals.items())


def tell(line):
    print(line, flush=True)


def follow(command, given, tools, progress):
    """Runs one command to its end; the events that it wrote."""
    log, output = tools.scratch / f"{command}.events", tools.scratch / f"{command}.output"
    events = []

    def read(file):
        for line in file:
            events.append(json.loads(line))
            progress.event(events[-1])

    log.touch()
    with output.open("w") as out, log.open() as file:
        process = subprocess.Popen(
            command_line(command, given, log),
            cwd=tools.folder,
            env=environment(given, tools.env),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        lines = WholeLines(file)
        while process.poll() is None:
            read(lines)
            time.sleep(POLL_SECONDS)
        read(lines)
    if process.returncode != 0:
        tell(in_words(progress.totals))
        # The list of failures is the error's, and told once.
        raise RuntimeError(reason(command, process.returncode, progress, output.read_text()))
    return events


def reason(command, status, progress, output):
    if progress.failures:
        count = len(progress.failures)
        return f"{command} failed with {count} error{'s' if count > 1 else ''}:\n" + "\n".join(progress.failure_lines())
    # It did not come so far as to have events: another run holds the state's lock, the stack does not exist.
    return f"{command} ended with status {status}:\n{last_lines(output)}"


def command_line(command, given, log):
    pulumi = ["pulumi", command, "--non-interactive", *(["--yes", "--skip-preview"] if command == "up" else [])]
    start = ["node_modules/.bin/pulumi-local", command] if parameters.is_local(given) else pulumi
    return [
        *start,
        *("--stack", given["stack"], "--event-log", str(log)),
        *(["--continue-on-error"] if command == "up" else []),
    ]


def environment(given, env):
    """What the run was given, for the program: as configuration it would be kept for later runs."""
    overrides = parameters.overrides(given)
    return {**env, "ALERTS_RUN_SETTINGS": json.dumps(overrides)} if overrides else env


class WholeLines:
    """The lines that are complete so far; the rest waits for its end."""

    def __init__(self, file):
        self._file, self._rest = file, ""

    def __iter__(self):
        *lines, self._rest = (self._rest + self._file.read()).split("\n")
        return iter(lines)
