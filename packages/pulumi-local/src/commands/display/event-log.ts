import { appendFileSync } from "node:fs";
import type { EngineEvent, Step } from "../../report/events";
import type { RunResult } from "../../run-options";
import { typeOf } from "../../urn";
import { stateDigest } from "./json-digest";

const KINDS = { started: "resourcePreEvent", done: "resOutputsEvent", failed: "resOpFailedEvent" } as const;

/**
 * Appends a run's events to a file as they happen, in the words of Pulumi's `--event-log`: one JSON document a line.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/events.go
 */
export class EventLog {
  #sequence = 0;

  constructor(private readonly file: string) {}

  event(event: EngineEvent): void {
    if (event.kind === "started" || event.kind === "done" || event.kind === "failed") {
      this.#append({ [KINDS[event.kind]]: { metadata: metadataOf(event.step) } });
    } else if (event.kind === "diagnostic") {
      this.#append({ diagnosticEvent: event.diagnostic });
    }
  }

  finish({ durationMs, changes }: RunResult): void {
    this.#append({
      summaryEvent: { durationSeconds: Math.round(durationMs / 1000), resourceChanges: changes },
    });
  }

  #append(event: object): void {
    const head = { sequence: this.#sequence++, timestamp: Math.floor(Date.now() / 1000) };
    appendFileSync(this.file, `${JSON.stringify({ ...head, ...event })}\n`, { mode: 0o600 });
  }
}

function metadataOf({ op, urn, old, new: next }: Step) {
  return { op, urn, type: typeOf(urn), old: old && stateDigest(old), new: next && stateDigest(next) };
}
