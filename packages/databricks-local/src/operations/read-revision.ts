import type { Operation } from "../operation";

const MINUTE_MS = 60_000;

/** Not the service's: a word that changes when anything does that the page shows, cheap enough to be asked all the time. */
export const readRevision: Operation = {
  method: "GET",
  paths: ["/_local/revision"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ workspace: { clock, scheduler, requests, history, jobRuns, faults } }) => {
    const now = clock.now();
    const minute = Math.floor(now.getTime() / MINUTE_MS);
    return {
      revision: [requests.revision, history.size, jobRuns.revision, faults.revision, minute].join("-"),
      now: now.toISOString(),
      scheduled: scheduler.isRunning,
    };
  },
};
