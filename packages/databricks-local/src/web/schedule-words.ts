import cronstrue from "cronstrue";

/** When a schedule runs, as a person says it: "At 08:00, only on Monday". An expression without words stands for itself. */
export function scheduleInWords(quartzCron: string): string {
  try {
    return cronstrue.toString(quartzCron, {
      dayOfWeekStartIndexZero: false,
      use24HourTimeFormat: true,
      verbose: false,
    });
  } catch {
    return quartzCron;
  }
}
