import { testsOfAlerts } from "../alert-tests/coverage";
import { standInDestinations } from "../alerting/destinations/plan-destinations";
import { type AlertPlan, planAlerts } from "../alerting/plan-alerts";
import type { PlannedAlert } from "../alerting/planned-alert";
import { formatFault } from "../alerting/row-faults";
import type { Silence } from "../alerting/silences/silence";
import { openConnection } from "../databricks/open-connection";
import type { SqlSession } from "../databricks/sql-session";
import type { NotChecked } from "../lint/checks/check-contracts";
import { checkQuery, isUnread, withoutAnswered } from "../lint/checks/check-queries";
import type { Finding } from "../lint/finding";
import { lintAlerts } from "../lint/lint-alerts";
import { RULE_DESCRIPTIONS } from "../lint/lint-rules";
import { markWaived } from "../lint/waivers";
import { groupBy } from "../messages/group-by";
import { ExpectedError } from "../messages/expected-error";
import { shownText, visibleText } from "../messages/words";
import { changedRows, newOrChanged, notDeployed } from "../rows/changes/changed-rows";
import { RowQueries } from "../rows/row-queries";
import { readPackedRows } from "../rows/packs/packed-rows";
import { refuseFaults } from "../rows/packs/yaml-file";
import { noTablesYet } from "../rows/table-rows";
import { FINDING_SEVERITIES, type FindingSeverity } from "../settings/lint-settings";
import type { Settings } from "../settings/settings";
import { readStoredSilences } from "./silence/stored-silences";
import type { LintOptions } from "./lint";
import { readRowsFile, readStack } from "./stack-files";

/** For people: each alert with what was found in it, then the counts. */
export function describeFindings({ rows, lookedAt, findings }: LintedRows): string {
  const open = findings.filter(({ waived }) => waived === undefined);
  const byAlert = groupBy(findings, ({ alertId }) => alertId);
  const counts = FINDING_SEVERITIES.map(
    (severity) => `${open.filter((finding) => finding.severity === severity).length} ${severity}`,
  );
  const waived = findings.length - open.length;
  return [
    ...[...byAlert].flatMap(([alertId, group]) => [
      headOf(alertId, group),
      ...group.flatMap(describeFinding),
    ]),
    `${lookedAt} of ${rows} rows looked at: ${counts.join(", ")}${waived > 0 ? `, ${waived} waived` : ""}.`,
    ...(lookedAt < rows
      ? ["The others have not changed since they were deployed: --all looks at them, too."]
      : []),
  ].join("\n");
}

function headOf(alertId: string, [first]: readonly Finding[]): string {
  return first?.table === undefined ? shownText(alertId) : `${first.table} ${shownText(alertId)}`;
}

function describeFinding({ severity, rule, message, fix, waived }: Finding): string[] {
  if (waived !== undefined)
    return [`  waived   ${rule} until ${waived.until}, because ${visibleText(waived.because)}`];

  return [`  ${severity.padEnd(7)}  ${rule}: ${visibleText(message)}`, `           ${visibleText(fix)}`];
}

export interface LintedRows {
  /** How many rows there are, and how many of them were looked at. */
  readonly rows: number;
  readonly lookedAt: number;
  readonly findings: readonly Finding[];
}

/** Lints the stack, and says what came of it; with --rules, what can be found at all. */
export async function lint(options: LintOptions): Promise<void> {
  if (options.rules) return listRules(options);
  const { all, rows, json, failOn, stack, config } = options;
  const { settings, sources } = readStack(stack, config);
  const now = new Date();
  const linted =
    rows === undefined
      ? await lintWorkspace(sources, settings, now, { all: all ?? false, stack })
      : lintFile(rows, settings, now);
  console.log(json ? JSON.stringify({ version: 1, ...linted }, undefined, 2) : describeFindings(linted));
  if (linted.findings.some((finding) => isAtLeast(finding, failOn))) process.exitCode = 1;
}

function isAtLeast({ severity, waived }: Finding, least: FindingSeverity | "never"): boolean {
  const rank = least === "never" ? -1 : FINDING_SEVERITIES.indexOf(least);
  return waived === undefined && FINDING_SEVERITIES.indexOf(severity) <= rank;
}

function listRules({ json }: LintOptions): void {
  const width = Math.max(...RULE_DESCRIPTIONS.map(({ id }) => id.length));
  const lines = RULE_DESCRIPTIONS.map(
    ({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${title}`,
  );
  const plain = RULE_DESCRIPTIONS.map(({ id, severity, title, reason, fix }) => ({
    id,
    severity,
    title,
    reason,
    fix,
  }));
  console.log(json ? JSON.stringify(plain, undefined, 2) : lines.join("\n"));
}

/** Lints the rows of a file: all of them, as if none had ever been deployed. Without destinations channels are taken to exist. */
export function lintFile(path: string, settings: Settings, now: Date): LintedRows {
  const { alertRows, destinationRows } = readRowsFile(path);
  const destinations = destinationRows.length > 0 ? destinationRows : standInDestinations(alertRows);
  const planned = planAlerts({
    alertRows,
    destinationRows: destinations,
    settings,
    warehouseId: settings.warehouseId ?? "",
  });
  return lintRows({ settings, now, plan: planned });
}

/** Lints rows that are planned already, all of them; the warehouse says of those what lint alone cannot. */
export async function lintPlan(
  plan: AlertPlan,
  settings: Settings,
  sql: SqlSession,
  now: Date,
): Promise<readonly Finding[]> {
  const { findings } = lintRows({ settings, now, plan });
  return asked(findings, plan.alerts, new RowQueries(sql), now);
}

/** Lints the rows of the stack's table: those that changed since they were last deployed, or all. */
export async function lintWorkspace(
  sources: Parameters<typeof openConnection>[0],
  settings: Settings,
  now: Date,
  { all, stack }: { readonly all: boolean; readonly stack: string },
): Promise<LintedRows> {
  const connection = await openConnection(sources, settings);
  try {
    const rows = await readPackedRows(connection, settings, stack);
    if (rows.firstRun) throw new ExpectedError(noTablesYet(settings));
    const { alertRows, destinationRows, packs, packed } = rows;
    refuseFaults([...packs.faults, ...packed.faults]);
    const { warehouseId, alerts, sql } = connection;
    const plan = planAlerts({
      alertRows,
      pendingRows: packed.newRows,
      destinationRows,
      settings,
      warehouseId,
    });
    const unsynced = newOrChanged(plan.alerts, changedRows(plan.alerts)).map(({ alertId }) => alertId);
    const changed = all ? undefined : await notDeployed(plan.alerts, unsynced, alerts);
    const silences = settings.liveSilences ? await readStoredSilences(sql, settings) : [];
    const linted = lintRows({ settings, now, plan, silences, ...(changed && { changed }) });
    return { ...linted, findings: await asked(linted.findings, plan.alerts, new RowQueries(sql), now) };
  } finally {
    await connection.close();
  }
}

/** So many queries that the parser here cannot read are shown to the warehouse, and so long it may take for one. */
const MOST_ASKED = 50;
const ASK_TIMEOUT_MS = 10_000;

/** What lint supposes of queries that it cannot read gives way to what the warehouse says of them. */
async function asked(
  findings: readonly Finding[],
  alerts: readonly PlannedAlert[],
  queries: RowQueries,
  now: Date,
): Promise<readonly Finding[]> {
  const supposed = new Set(findings.filter(isUnread).map(({ alertId }) => alertId));
  const shown = alerts.filter(({ alertId }) => supposed.has(alertId)).slice(0, MOST_ASKED);
  const refusals: Finding[] = [];
  const notChecked: NotChecked[] = [];
  for (const alert of shown) {
    const answer = await checkQuery(alert, queries, { timeoutMs: ASK_TIMEOUT_MS, isFirstRun: false });
    if ("what" in answer) notChecked.push(answer);
    else refusals.push(...answer.map((finding) => markWaived(alert.row.tags, finding, now)));
  }
  return [...withoutAnswered(findings, shown, notChecked), ...refusals];
}

interface LintedPlan {
  readonly settings: Settings;
  readonly now: Date;
  readonly plan: AlertPlan;
  /** @default all */
  readonly changed?: readonly string[];
  /** @default none */
  readonly silences?: readonly Silence[];
}

function lintRows({ plan, changed, ...given }: LintedPlan): LintedRows {
  const { alerts, channels, faults } = plan;
  const otherFaults = faults.filter(({ table }) => table !== "alert_configurations");
  if (otherFaults.length > 0) throw new ExpectedError(otherFaults.map(formatFault).join("\n"));

  // A row with a fault differs from what was deployed.
  const only = changed && [...changed, ...faults.map(({ row }) => row)];
  const rows = plan.rows.length;
  return {
    rows,
    lookedAt: only === undefined ? rows : new Set(only).size,
    findings: lintAlerts({
      ...given,
      alerts,
      channels,
      faults,
      tests: testsOfAlerts(),
      ...(only && { only }),
    }),
  };
}
