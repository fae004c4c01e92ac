import { parseQuartzCron } from "./parse-quartz-cron";
import { runsFrom } from "./runs-from";

/** The runs from `from` up to `to`, which is not in it, in their order; `undefined` for `L-3W`, see `runsFrom`. */
export function runsBetween(cron: string, zone: string, from: Date, to: Date): Date[] | undefined {
  const parsed = parseQuartzCron(cron);
  if (parsed.cannotForecast) {
    return undefined;
  }
  const runs: Date[] = [];
  for (const run of runsFrom(parsed, zone, from)) {
    if (run >= to.getTime()) break;
    runs.push(new Date(run));
  }
  return runs;
}
