import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { ExpectedError } from "../messages/expected-error";
import type { RestClient } from "./rest-client";
import { NoSuchWarehouseError, readWarehouse, startPath, type Warehouse } from "./warehouses";

export interface StartRules {
  /** Whether a stopped warehouse may be started: that costs money. @default true */
  readonly mayStart?: boolean;
  /** Told at once, and then every few seconds, while the warehouse does not run yet. */
  readonly onWait?: (progress: string) => void;
  /** @default the real one */
  readonly sleep?: (ms: number) => Promise<unknown>;
}

/** The warehouse is stopped, and may not be started. */
export class StoppedWarehouseError extends ExpectedError {
  override readonly name = "StoppedWarehouseError";
}

/** A classic warehouse gets its machines from the cloud, which takes minutes; one that takes longer has a problem. */
const MOST_WAIT_MS = 20 * 60_000;
const FIRST_POLL_MS = 250;
const LONGEST_POLL_MS = 5_000;
const TELL_EVERY_MS = 5_000;

/**
 * Waits until the warehouse runs, and starts it if it must. A session would start it, too, but would give up after a
 * minute and say nothing meanwhile.
 *
 * @see https://docs.databricks.com/api/workspace/warehouses/start
 */
export async function runningWarehouse(
  rest: RestClient,
  found: Warehouse,
  { mayStart = true, onWait = () => undefined, sleep = delay }: StartRules = {},
): Promise<void> {
  const what = `SQL warehouse "${found.name}" (${found.id})`;
  let { state } = found;
  let started = false;
  let told = -TELL_EVERY_MS;
  for (let waited = 0, poll = FIRST_POLL_MS; ; waited += poll, poll = Math.min(poll * 2, LONGEST_POLL_MS)) {
    if (state === "RUNNING" || !isKnownState(state)) return;

    if (state === "DELETING" || state === "DELETED")
      throw new NoSuchWarehouseError(`${what} is ${state}: choose another one.`);

    if (state === "STOPPED" && !mayStart) {
      throw new StoppedWarehouseError(
        `${what} is STOPPED and startWarehouse is false: start it in the workspace, or set startWarehouse to true.`,
      );
    }
    if (waited >= MOST_WAIT_MS) {
      throw new ExpectedError(
        `${what} is ${state} after ${MOST_WAIT_MS / 60_000} minutes: see in the workspace why.`,
      );
    }
    if (state === "STOPPED" && !started) {
      await rest.post(startPath(found.id), {}, z.unknown());
      started = true;
    }
    if (waited - told >= TELL_EVERY_MS) {
      onWait(`Waiting for ${what} to run: ${state}, ${Math.round(waited / 1000)} s`);
      told = waited;
    }
    await sleep(poll);
    state = (await readWarehouse(rest, found.id)).state;
  }
}

/** A state that we do not know is left to the session: it knows what it can do. */
function isKnownState(state: string): boolean {
  return ["STARTING", "RUNNING", "STOPPING", "STOPPED", "DELETING", "DELETED"].includes(state);
}
