/**
 * When the alerts of a public pack run: the seeds of the health monitor's alerting (32 alerts, of which one has a schedule that
 * Quartz refuses), as they are written, in their order. All are in America/Los_Angeles.
 *
 * @see https://github.com/prashsub/databricks-health-monitor/blob/main/src/alerting/seed_all_alerts.py
 */
const HOURS = [
  ["COST-001", "0 */4"],
  ["COST-002", "0 8"],
  ["COST-003", "0 6"],
  ["COST-004", "0 *"],
  ["COST-005", "0 8"],
  ["COST-007", "0 *"],
  ["COST-012", "0 8"],
  ["COST-015", "0 8"],
  ["COST-016", "0 8"],
  ["COST-017", "*/15 *"],
  ["COST-018", "0 8"],
  ["SEC-001", "*/15 *"],
  ["SEC-006", "*/5 *"],
  ["SEC-007", "*/15 *"],
  ["SEC-008", "0 7"],
  ["PERF-001", "*/15 *"],
  ["PERF-002", "*/5 *"],
  ["PERF-009", "0 *"],
  ["PERF-010", "*/30 *"],
  ["PERF-011", "0 8"],
  ["PERF-012", "* *"],
  ["REL-001", "*/15 *"],
  ["REL-003", "*/5 *"],
  ["REL-009", "0 8"],
  ["REL-010", "0 8"],
  ["CLUSTER-001", "0 8"],
  ["CLUSTER-003", "*/4 *"],
  ["QUAL-001", "0 *"],
  ["GOV-001", "0 6"],
  ["QUAL-002", "0 *"],
  ["QUAL-003", "0 *"],
] as const;

const ZONE = "America/Los_Angeles";

export interface PackRow {
  readonly alertId: string;
  readonly cron: string;
  readonly zone: string;
  readonly runSeconds: number;
}

/** With checks that need so long. */
export function publicPack(runSeconds: number): PackRow[] {
  return HOURS.map(([alertId, time]) => ({ alertId, cron: `0 ${time} * * ?`, zone: ZONE, runSeconds }));
}

/** The same, none more often than once an hour, each in the minute of the hour that `minuteOf` gives it by its place. */
export function hourlyPack(runSeconds: number, minuteOf: (place: number) => number): PackRow[] {
  return publicPack(runSeconds).map((row, place) => {
    const hours = row.cron.split(" ")[2] ?? "";
    return { ...row, cron: `0 ${minuteOf(place) % 60} ${hours} * * ?` };
  });
}
