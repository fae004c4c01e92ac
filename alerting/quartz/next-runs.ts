import { parseQuartzCron } from "./parse-quartz-cron";
import { runsFrom } from "./runs-from";

/** The next `count` runs after `from`; `undefined` for `L-3W`, see `runsFrom`. */
export function nextRuns(cron: string, zone: string, from: Date, count: number): Date[] | undefined {
  const parsed = parseQuartzCron(cron);
  if (parsed.cannotForecast) {
    return undefined;
  }
  const runs: Date[] = [];
  for (const run of runsFrom(parsed, zone, new Date(from.getTime() + 1))) {
    runs.push(new Date(run));
    if (runs.length === count) break;
  }
  return runs;
}
