"""What happens to each alert, told from the engine's events as users of the earlier framework know it."""

import re
import time

WORDS = {"create": "CREATE", "update": "UPDATE", "delete": "DELETE", "create-replacement": "REPLACE", "import": "IMPORT"}
DONE = {"created": ("create", "import"), "updated": ("update",), "replaced": ("create-replacement",), "deleted": ("delete",)}
PERMISSIONS = "databricks:index/permissions:Permissions"
MOST_LINES, LONGEST_LINE = 25, 200


class Progress:
    """Counts what the events of one run of the program say; `tell` gets a line for each alert that changes."""

    def __init__(self, total=0, mark="", shows_time=True, tell=None):
        self.total, self.mark, self.shows_time, self.tell = total, mark, shows_time, tell
        self.changed = 0
        self._started, self._counts, self._others, self.failures = {}, {}, 0, []

    def event(self, event):
        if "diagnosticEvent" in event:
            self._diagnostic(event["diagnosticEvent"])
        for kind in ("resourcePreEvent", "resOutputsEvent", "resOpFailedEvent"):
            if kind in event:
                self._step(kind, event[kind]["metadata"])

    @property
    def has_changes(self):
        return self.changed + self._others > 0

    @property
    def totals(self):
        counts = {word: sum(self._counts.get(op, 0) for op in ops) for word, ops in DONE.items()}
        return {
            **counts,
            "unchanged": self._counts.get("same", 0),
            "failed": self._counts.get("failed", 0),
            "other_resources": self._others,
        }

    def failure_lines(self):
        """What failed: so many lines, so long, and how many more there are."""
        lines = [
            (number, line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…")
            for number, (name, text) in enumerate(self.failures, 1)
            for line in f"FAILED: {name}: {text}".splitlines()
        ]
        shown, rest = lines[:MOST_LINES], lines[MOST_LINES:]
        failures = len(self.failures) - shown[-1][0] if shown else 0
        if failures > 0:
            return [*(line for _, line in shown), f"and {failures} more that failed: last_sync_error of their rows says why"]
        return [*(line for _, line in shown), *([f"and {len(rest)} more lines: a preview tells all of them"] if rest else [])]

    def _diagnostic(self, diagnostic):
        if diagnostic["severity"] == "error":
            # Colours come as marks: <{%reset%}>.
            text = re.sub(r"<\{%.*?%\}>", "", diagnostic["message"]).strip()
            self.failures.append((name_of(diagnostic.get("urn", "")) or "the run", text))

    def _step(self, kind, metadata):
        op, urn = metadata["op"], metadata["urn"]
        if kind == "resourcePreEvent":
            self._started[urn] = time.monotonic()
            return
        if not metadata["type"].endswith("databricks:AlertV2"):
            self._other(kind, metadata)
            return
        outcome = "failed" if kind == "resOpFailedEvent" else op
        self._counts[outcome] = self._counts.get(outcome, 0) + 1
        if op in WORDS:
            self.changed += 1
            if self.tell is not None:
                self.tell(self._line(metadata, " FAILED" if outcome == "failed" else ""))

    def _other(self, kind, metadata):
        """Tables, jobs and whatever else belongs to the alerts; groupings and providers of them are nothing by themselves."""
        op, state = metadata["op"], metadata.get("new") or metadata.get("old") or {}
        if metadata["type"].startswith("pulumi:providers:"):
            return
        if kind != "resOutputsEvent" or op not in WORDS or not state.get("custom"):
            return
        self._others += 1
        if self.tell is not None:
            # The permissions of an alert have its name.
            kind = "permissions of " if metadata["type"] == PERMISSIONS else ""
            self.tell(f"{self.mark}{WORDS[op]}: {kind}{name_of(metadata['urn'])}")

    def _line(self, metadata, failed):
        urn = metadata["urn"]
        state = metadata.get("new") or metadata.get("old") or {}
        title = state.get("inputs", {}).get("displayName", "")
        took = f" ({time.monotonic() - self._started.get(urn, time.monotonic()):.1f} s)" if self.shows_time else ""
        # A row that changed since the plan was made is one more than planned.
        count = f"[{self.changed}/{max(self.total, self.changed)}]"
        return f"{self.mark}{count} {WORDS[metadata['op']]}{failed}: {name_of(urn)} -> {title}{took}"


def name_of(urn):
    """A name may itself hold `::`."""
    return "::".join(urn.split("::")[3:])
