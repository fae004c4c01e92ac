import type { Operation } from "../operation";

/** Not the service's: the workspace's time, and whether alerts run by themselves as it goes by. */
export const readClock: Operation = {
  method: "GET",
  paths: ["/_local/clock"],
  documentation: { page: "evaluation", sources: ["local"] },
  handle: ({ workspace: { clock, scheduler } }) => ({
    now: clock.now().toISOString(),
    scheduled: scheduler.isRunning,
  }),
};
