import { z } from "zod";
import { conditionOf } from "../../alerting/condition";
import { conditionLine } from "../../alerting/condition-text";
import type { AuthoredDefinition } from "../../alerting/authored-alert";
import type { Cells } from "../../alerting/fields/alert-field";
import { scheduleInWords } from "../../alerting/quartz/schedule-words";
import {
  ALERT_CONFIGURATIONS,
  type AlertColumnName,
  type AlertRow,
} from "../../alerting/tables/alert-configurations";
import {
  DOMAINS,
  EMPTY_RESULT_STATES,
  NOTIFICATION_MODES,
  PAUSE_STATUSES,
  QUERY_SOURCES,
  SEVERITIES,
} from "../../alerting/tables/allowed-values";
import type { ColumnSpec } from "../../alerting/tables/column-spec";

const text = z.string("must be a text");
const flag = z.boolean("must be true or false");
const word = (words: readonly string[]) => z.enum(words, `is not one of ${words.join(", ")}`);

/** `usual_range >= 0.9`: the function, and the lowest score of a firing that is told. */
export const SCORE = /^\s*([\w.]+)\s*>=\s*(\d*\.?\d+)\s*$/;

/** What an alert of a pack says, and the columns that it says it in. */
interface AlertKey {
  readonly shape: z.ZodType;
  /** The first one is what people call it by. */
  readonly columns: readonly [AlertColumnName, ...AlertColumnName[]];
  readonly doc: string;
  /** Each alert has its own: there is no default for all of a pack. */
  readonly isOwn?: true;
  readonly isRequired?: true;
  /** `${parameter}` may stand in it. */
  readonly takesParameters?: true;
  /** What a row says in it. @default the cell of its one column */
  readonly ofRow?: (row: AlertRow, authored: AuthoredDefinition) => unknown;
}

/** All that an alert of a pack can say: what a row can. In the order in which people write it. */
export const ALERT_KEYS = {
  name: {
    shape: text,
    columns: ["alert_name"],
    doc: "What the alert watches, in a few words.",
    isOwn: true,
    isRequired: true,
    takesParameters: true,
  },
  description: {
    shape: text,
    columns: ["alert_description"],
    doc: "Why the alert exists and what to do when it fires.",
    isOwn: true,
    takesParameters: true,
  },
  agent_domain: { shape: word(DOMAINS), columns: ["agent_domain"], doc: "Which area it belongs to." },
  severity: { shape: word(SEVERITIES), columns: ["severity"], doc: "How urgent a firing is." },
  query: {
    shape: text.regex(/\.sql$/, "must be a .sql file beside pack.yaml"),
    columns: ["alert_query_template"],
    doc: "The file of its query, beside pack.yaml.",
    isOwn: true,
    isRequired: true,
  },
  query_source: { shape: word(QUERY_SOURCES), columns: ["query_source"], doc: "Where the query comes from." },
  source_artifact_name: {
    shape: text,
    columns: ["source_artifact_name"],
    doc: "The function, metric view or monitor that the query is built on.",
  },
  condition: {
    shape: text,
    columns: [
      "threshold_column",
      "threshold_operator",
      "threshold_value_type",
      "threshold_value_double",
      "threshold_value_string",
      "threshold_value_bool",
      "aggregation_type",
      "threshold_value_min",
      "threshold_value_max",
      "threshold_value_list",
      "threshold_value_column",
      "fires_for",
      "recover_value_double",
    ],
    doc: "When it fires, in one line: MAX(lag_hours) >= 5, status IN ('RED', 'AMBER'), pct > 90 in 3 of 5, clears below 80.",
    isOwn: true,
    isRequired: true,
    takesParameters: true,
    ofRow: (_row, authored) => conditionLine(conditionOf(authored)),
  },
  parameters: {
    shape: z.record(z.string(), text, "must be a map of SQL literals"),
    columns: ["query_parameters"],
    doc: 'Values that stand in the query under a name: days: "7", kind: "\'FAILED\'" for :days and :kind.',
    ofRow: ({ query_parameters: said }) => (Object.keys(said ?? {}).length > 0 ? said : null),
  },
  mode: {
    shape: word(NOTIFICATION_MODES),
    columns: ["notification_mode"],
    doc: "SHADOW deploys it without subscribers, to be tried.",
  },
  shadow_until: {
    shape: text,
    columns: ["shadow_until"],
    doc: "Until when it is tried: 2026-12-31T00:00:00Z.",
  },
  silenced_until: {
    shape: text,
    columns: ["silenced_until"],
    doc: "Until when it is quiet: 2026-12-31T00:00:00Z; with silence_reason.",
  },
  silence_reason: { shape: text, columns: ["silence_reason"], doc: "Why it is quiet until then." },
  score: {
    shape: text.regex(SCORE, "must be such as usual_range >= 0.9"),
    columns: ["ml_model_enabled", "ml_model_name", "ml_threshold"],
    doc: "What holds firings back that are probably noise, and below which score: usual_range >= 0.9.",
    ofRow: ({ ml_model_enabled: on, ml_model_name: name, ml_threshold: least }) =>
      on === true ? `${name} >= ${least}` : null,
  },
  empty_result_state: {
    shape: word(EMPTY_RESULT_STATES),
    columns: ["empty_result_state"],
    doc: "What it means when the query finds nothing.",
  },
  schedule: {
    shape: text,
    columns: ["schedule_cron"],
    doc: "How often it is evaluated: every 15 minutes, daily 08:00, weekdays 07:30, or a Quartz expression.",
    ofRow: (_row, { schedule }) => scheduleInWords(schedule.quartzCronSchedule),
  },
  notice_within: {
    shape: text,
    columns: ["notice_within"],
    doc: "How late it may be noticed: 30m, 4h, 1d. npm run schedule never runs it less often.",
  },
  timezone: { shape: text, columns: ["schedule_timezone"], doc: "Whose clock the schedule follows." },
  pause_status: {
    shape: word(PAUSE_STATUSES),
    columns: ["pause_status"],
    doc: "Whether the deployed alert runs or rests.",
  },
  enabled: { shape: flag, columns: ["is_enabled"], doc: "Whether it is wanted at all." },
  channels: {
    shape: z.array(text, "must be a list of channels"),
    columns: ["notification_channels"],
    doc: "Who is told: e-mail addresses, or destination_ids of notification_destinations.",
  },
  notify_on_ok: {
    shape: flag,
    columns: ["notify_on_ok"],
    doc: "Whether people are told when all is well again.",
  },
  retrigger_seconds: {
    shape: z.int32("must be a whole number of seconds"),
    columns: ["retrigger_seconds"],
    doc: "How soon people are reminded while it keeps firing; 0: never.",
  },
  subject: {
    shape: text,
    columns: ["custom_subject_template"],
    doc: "Subject of its messages, mustache.",
    takesParameters: true,
    ofRow: (row) => (row.use_custom_template ? row.custom_subject_template : null),
  },
  body: {
    shape: text,
    columns: ["custom_body_template"],
    doc: "Text of its messages, mustache and HTML.",
    takesParameters: true,
    ofRow: (row) => (row.use_custom_template ? row.custom_body_template : null),
  },
  owner: { shape: text, columns: ["owner"], doc: "The person or team that answers for it." },
  run_as: { shape: text, columns: ["run_as"], doc: "Whose permissions the query runs with." },
  runbook: {
    shape: text,
    columns: ["runbook_url"],
    doc: "What to do when it fires: an address, or a file below the setting runbookBaseUrl.",
  },
  tags: {
    shape: z.record(z.string(), text, "must be a map of texts"),
    columns: ["tags"],
    doc: "Free labels.",
  },
  other_fields: {
    shape: z.record(z.string(), text, "must be a map of texts"),
    columns: ["other_fields"],
    doc: "What the alert has and no other key says, by its path: displayName, warehouseId, customTemplateFormat, …",
  },
} as const satisfies Readonly<Record<string, AlertKey>>;

export type AlertKeyName = keyof typeof ALERT_KEYS;

export const ALERT_KEY_NAMES = Object.keys(ALERT_KEYS) as readonly AlertKeyName[]; // a constant of these keys

/** What every alert says besides. */
export const USES_TEMPLATES: AlertColumnName = "use_custom_template";

export function alertKey(name: AlertKeyName): AlertKey {
  return ALERT_KEYS[name];
}

/** The key that says a column; nothing for one that packs have no say in. */
export function keyOfColumn(column: string): AlertKeyName | undefined {
  if (column === USES_TEMPLATES) return "subject";
  return ALERT_KEY_NAMES.find((name) => alertKey(name).columns.some((known) => known === column));
}

/** What a pack would say of the row in this key; `undefined` for what no key can say, or what says nothing. */
export function valueOfRow(name: AlertKeyName, row: AlertRow, authored: AuthoredDefinition): unknown {
  const { ofRow, columns } = alertKey(name);
  return (ofRow ? ofRow(row, authored) : row[columns[0]]) ?? undefined;
}

/** Whether a row has that without saying it. */
export function isDefaultValue(name: AlertKeyName, value: unknown): boolean {
  const [column] = alertKey(name).columns;
  const spec: ColumnSpec | undefined = ALERT_CONFIGURATIONS.columns.find((known) => known.name === column);
  return value === undefined || JSON.stringify(value) === JSON.stringify(spec?.default);
}

/** Cells that a new row needs, and that an alert of a pack may leave unsaid. */
export const NEW_ROW_CELLS: Cells = { threshold_value_type: "DOUBLE" };
