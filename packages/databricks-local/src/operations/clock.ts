import { z } from "zod";
import type { Operation } from "../operation";

/** Not the service's: the workspace's time, and whether alerts run by themselves as it goes by. */
const readClock: Operation = {
  method: "GET",
  paths: ["/_local/clock"],
  documentation: { page: "evaluation", sources: ["local"] },
  handle: ({ workspace: { clock, scheduler } }) => ({
    now: clock.now().toISOString(),
    scheduled: scheduler.isRunning,
  }),
};

const moveShape = z
  .strictObject({
    now: z.iso.datetime({ offset: true, error: "must be a moment such as 2026-11-23T08:00:00Z" }).optional(),
    advanceSeconds: z.number().min(0).optional(),
  })
  .refine(({ now, advanceSeconds }) => (now === undefined) !== (advanceSeconds === undefined), {
    error: "exactly one of now, advanceSeconds must be set",
  });

/** Not the service's: sets the time, and evaluates what was due on the way there. */
const moveClock: Operation = {
  method: "POST",
  paths: ["/_local/clock"],
  documentation: { page: "evaluation", sources: ["local"] },
  handle: async ({ body, workspace: { clock, scheduler } }) => {
    const { now, advanceSeconds = 0 } = body(moveShape);
    const target = () => new Date(now ?? clock.now().getTime() + advanceSeconds * 1000);
    const entries = await scheduler.moveTo(target);
    const skipped = entries.filter((entry) => entry.skipped !== undefined).length;
    return { now: clock.now().toISOString(), evaluated: entries.length - skipped, skipped };
  },
};

export const CLOCK_OPERATIONS: readonly Operation[] = [readClock, moveClock];
