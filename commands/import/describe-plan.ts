import { settingCommand } from "../../messages/advised-commands";
import { counted, shownText, shownValue, someOf } from "../../messages/words";
import type { Finding } from "../../lint/finding";
import { RULE_DESCRIPTIONS } from "../../lint/lint-rules";
import { FINDING_SEVERITIES } from "../../settings/lint-settings";
import type { Settings } from "../../settings/settings";
import type { DraftRow, FoundAlert } from "./draft-rows";
import { IMPORT_FILE } from "./import-file";
import type { PlannedImport } from "./plan-import";
import { BLANK } from "./row-of-alert";

/** What a plan found, for people. */
export function describePlan(
  { rows, left, known, destinations, areOwnersUnread }: PlannedImport,
  findings: readonly Finding[],
  settings: Settings,
  stack: string,
): string {
  const all = rows.length + left.length;
  if (all === 0) {
    return known === 0
      ? "Nothing to import: each alert of the workspace that was looked at has a row."
      : `Nothing new to import: ${IMPORT_FILE} has ${counted(known, "alert")} already.`;
  }
  const before = known === 0 ? "" : ` (beside ${known} that it had)`;
  return [
    `${counted(all, "alert")} without a row: ${rows.length} in ${IMPORT_FILE} now${before}, ${left.length} left as ${left.length === 1 ? "it is" : "they are"}.`,
    ...counts(
      "in",
      [...rows, ...left].map(({ alert }) => shownText(folderOf(alert))),
    ),
    ...counts(
      `blank ("${BLANK}")`,
      rows.flatMap(({ blanks }) => [...blanks.keys()]),
    ),
    ...counts(
      "said in other_fields",
      rows.flatMap(({ raw }) => Object.keys(raw["other_fields"] ?? {})),
    ),
    ...counts(
      "kept by the alerts, and said by no row",
      rows.flatMap(({ alert }) => alert.kept ?? []),
    ),
    ...counts(
      "changed by the next up",
      rows.flatMap(({ changes }) => [...changes]),
    ),
    ...(destinations.length === 0
      ? []
      : [`  ${counted(destinations.length, "row")} of notification_destinations for channels that had none`]),
    ...(areOwnersUnread
      ? ["  owners: the workspace does not show you who there is (403), so each stands as its alert names it"]
      : []),
    ...rows.flatMap(({ alert }) =>
      (alert.notes ?? []).map((note) => `  ${nameOf(alert)}: ${shownText(note)}`),
    ),
    ...rows.flatMap(({ alert, noQuery }) =>
      noQuery === undefined ? [] : [`  no query: ${nameOf(alert)}: ${shownText(noQuery)}`],
    ),
    ...left.map(({ alert, why }) => `  left: ${nameOf(alert)} ${why}`),
    ...neededSettings(rows, settings, stack).map((line) => `  ${line}`),
    ...lintLines(rows.length, findings),
    rows.length === 0
      ? "No row was written."
      : `Each row was tried: ${unchanged(rows)} of ${rows.length} say what ${unchanged(rows) === 1 ? "its alert is" : "their alerts are"}, field by field. ` +
        "Look through the file, then `npm run import -- apply`.",
  ].join("\n");
}

function folderOf({ definition, file }: FoundAlert): string {
  return definition.parentPath || (file ?? "no folder");
}

function nameOf({ id, definition }: FoundAlert): string {
  return `${id === undefined ? "" : `${id} `}${shownValue(definition.displayName)}`;
}

function unchanged(rows: readonly DraftRow[]): number {
  return rows.filter(({ changes }) => changes.length === 0).length;
}

/** `  in /Alerting 12, /Users/ana 3`: the most first. */
function counts(title: string, names: readonly string[]): string[] {
  const numbers = new Map<string, number>();
  for (const name of names) numbers.set(name, (numbers.get(name) ?? 0) + 1);
  const said = [...numbers].sort(([, a], [, b]) => b - a).map(([name, count]) => `${name} ${count}`);
  return said.length === 0 ? [] : [`  ${title}: ${someOf(said, MOST_NAMES)}`];
}

const MOST_NAMES = 12;

/** What the stack's settings must say before the rows can be deployed as they are. */
export function neededSettings(
  rows: readonly Pick<DraftRow, "alert">[],
  { parentPath, adoptForeign, allowedWarehouses, warehouseId }: Settings,
  stack: string,
  stacksWarehouse: string | undefined = warehouseId,
): string[] {
  const outside = rows.filter(({ alert: { definition } }) => definition.parentPath !== parentPath).length;
  const warehouses = new Set(
    rows
      .map(({ alert: { definition } }) => definition.warehouseId)
      .filter((id) => id !== stacksWarehouse && !allowedWarehouses.includes(id.toLowerCase())),
  );
  return [
    ...(outside === 0 || adoptForeign
      ? []
      : [
          `${counted(outside, "alert")} outside of ${parentPath}: left there, and managed, with ${settingCommand("adoptForeign", "true", stack)}`,
        ]),
    ...(warehouses.size === 0
      ? []
      : [
          `other SQL warehouses: allow them with ${settingCommand("allowedWarehouses", [...allowedWarehouses, ...warehouses].join(","), stack)}`,
        ]),
  ];
}

/** How many alerts each rule found something in. */
function lintLines(rows: number, findings: readonly Finding[]): string[] {
  const open = findings.filter(({ waived }) => waived === undefined);
  if (rows === 0) return [];
  const lines = RULE_DESCRIPTIONS.flatMap(({ id, title, severity }) => {
    const alerts = new Set(open.flatMap(({ rule, alertId }) => (rule === id ? [alertId] : [])));
    return alerts.size === 0 ? [] : [{ severity, count: alerts.size, text: `${title} (${id})` }];
  });
  const rank = ({ severity }: { readonly severity: Finding["severity"] }) =>
    FINDING_SEVERITIES.indexOf(severity);
  const sorted = lines.sort((a, b) => rank(a) - rank(b) || b.count - a.count);
  return [
    `lint over ${counted(rows, "row")}${sorted.length === 0 ? ": nothing" : ":"}`,
    ...sorted.map(
      ({ count, severity, text }) => `  ${String(count).padStart(4)}  ${severity.padEnd(7)}  ${text}`,
    ),
  ];
}
