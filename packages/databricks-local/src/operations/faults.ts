import { z } from "zod";
import { ApiError } from "../api-error";
import { faultShape } from "../faults/fault-shape";
import { LinkedAbort } from "../linked-abort";
import type { Operation } from "../operation";

/** Not the service's: failures to show to the next matching calls. */
const addFaults: Operation = {
  method: "POST",
  paths: ["/_local/faults"],
  documentation: { page: "faults", sources: ["local"] },
  handle: ({ body, workspace }) => {
    workspace.faults.add(...body(z.strictObject({ faults: z.array(faultShape) })).faults);
    return { faults: workspace.faults.waiting };
  },
};

/** Not the service's: the failures that have not been shown yet. */
const listFaults: Operation = {
  method: "GET",
  paths: ["/_local/faults"],
  documentation: { page: "faults", sources: ["local"] },
  handle: ({ workspace }) => ({ faults: workspace.faults.waiting }),
};

const clearFaults: Operation = {
  method: "DELETE",
  paths: ["/_local/faults"],
  documentation: { page: "faults", sources: ["local"] },
  handle: ({ workspace }) => {
    workspace.faults.clear();
    return {};
  },
};

/** Not the service's: how long every REST call takes from now on. */
const setLatency: Operation = {
  method: "PUT",
  paths: ["/_local/latency"],
  documentation: { page: "faults", sources: ["local"] },
  handle: ({ body, workspace }) => {
    workspace.latencyMs = body(z.strictObject({ latencyMs: z.number().min(0) })).latencyMs;
    return { latencyMs: workspace.latencyMs };
  },
};

const MAX_WAIT_SECONDS = 100;

/** Not the service's: the calls that a `pause` holds; with `?waitSeconds=30` answers as soon as there is one. */
const waitForHeldCalls: Operation = {
  method: "GET",
  paths: ["/_local/held"],
  documentation: { page: "faults", sources: ["local"] },
  handle: async ({ query, workspace }) => {
    const seconds = Number(query.get("waitSeconds") ?? 0);
    if (!(seconds >= 0 && seconds <= MAX_WAIT_SECONDS))
      throw ApiError.invalidParameter(`waitSeconds must be a number from 0 to ${MAX_WAIT_SECONDS}`);

    const end = new LinkedAbort(workspace.faults.cleared);
    end.abortAfter(seconds * 1000, "the time is over");
    try {
      return { held: await workspace.faults.held.first(end.signal) };
    } finally {
      end.release();
    }
  },
};

/** Not the service's: lets the calls that a `pause` holds go on. */
const releaseHeldCalls: Operation = {
  method: "DELETE",
  paths: ["/_local/held"],
  documentation: { page: "faults", sources: ["local"] },
  handle: ({ workspace }) => {
    workspace.faults.held.release();
    return {};
  },
};

export const FAULT_OPERATIONS: readonly Operation[] = [
  setLatency,
  addFaults,
  listFaults,
  clearFaults,
  waitForHeldCalls,
  releaseHeldCalls,
];
