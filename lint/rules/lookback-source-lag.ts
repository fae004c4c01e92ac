import { lookbacks } from "../../sql/time-bounds";
import type { LintRule, Remark } from "../lint-rule";
import type { LintSubject } from "../lint-subject";
import { systemTable } from "../system-tables";
import { everyInWords, timeInWords } from "../time-in-words";

export const LOOKBACK_SOURCE_LAG: LintRule = {
  id: "lookback/source-lag",
  severity: "warning",
  title: "The alert looks at rows of a system table before they can be expected there.",
  reason:
    "System tables are filled with a delay that the service does not promise. A window shorter than that delay has passed before the late rows arrive, so no run ever sees them; and runs that follow each other faster than the table is filled read the same figures again.",
  fix: "Look back further than the table's rows can be late, and run no more often than it is filled.",
  check: (subject) => [...shortWindows(subject), ...hastyRuns(subject)],
};

function shortWindows({ scopes }: LintSubject): Remark[] {
  return scopes.flatMap((scope) =>
    lookbacks(scope).flatMap(({ origin: { table, column }, seconds }) => {
      const lag = systemTable(table)?.lagSeconds ?? 0;
      // What is cut to the start of a day sees at least some of the late rows, at most times of the day.
      return table === undefined || seconds >= lag
        ? []
        : [
            {
              column: "alert_query_template" as const,
              about: `window ${table}`,
              message: `${column} of ${table} is looked at for ${timeInWords(seconds)} only, but rows can come ${timeInWords(lag)} late.`,
              fix: `Look back at least ${timeInWords(lag)} more than a run has to cover.`,
            },
          ];
    }),
  );
}

function hastyRuns({ scopes, runs, definition }: LintSubject): Remark[] {
  const gap = runs.shortestGapSeconds ?? Infinity;
  const tables = new Set(scopes.flatMap(({ sources }) => sources.flatMap(({ table }) => table ?? [])));
  return definition.schedule.pauseStatus === "PAUSED"
    ? []
    : [...tables].flatMap((table) => {
        const refresh = systemTable(table)?.refreshSeconds ?? 0;
        return gap >= refresh
          ? []
          : [
              {
                column: "schedule_cron" as const,
                about: `schedule ${table}`,
                message: `${table} is filled with a delay: runs ${everyInWords(gap)} mostly read the same rows again.`,
                fix: `Run ${everyInWords(refresh)} or less often.`,
              },
            ];
      });
}
