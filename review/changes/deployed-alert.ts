import type { LiveDefinition } from "../../alerting/definition";
import { type FieldHashes, hashDefinition, hashFields } from "../../alerting/definition-fields";
import { declaredBy, type PlannedAlert, type RowContext } from "../../alerting/planned-alert";
import { alertIdOf, type ReadAlertRow } from "../../alerting/tables/alert-configurations";
import type { RawRow } from "../../alerting/tables/row-reader";
import { type RowEvent, timeOf } from "../../rows/changes/change-feed";
import type { DeployedDestinations } from "./destination-changes";

/** An alert as the stack's state has it: what the last up made of it. No row has a say in that. */
export interface DeployedAlert {
  readonly id: string;
  /** Left out where the state keeps a part of it encrypted. */
  readonly definition?: LiveDefinition;
  /** What the alert is known to be, field by field: an up writes the fields that are to be otherwise. */
  readonly hashes?: FieldHashes;
  /** ISO 8601. */
  readonly lastSyncedAt?: string;
}

/** `alert_id` → its alert, of the alerts that the stack has. */
export type DeployedAlerts = ReadonlyMap<string, DeployedAlert>;

/** What the state knows of the stack. */
export interface DeployedStack {
  readonly alerts: DeployedAlerts;
  readonly destinations: DeployedDestinations;
}

/**
 * The rows with what the state knows of their last sync in the place of what they say of it themselves: whoever may write a
 * row may write that, too. Of two times the earlier one counts: it is where the change data feed is read from. A row that the
 * state does not know was never synced. Without a state they stay as they are, for notes, and for where deletions are looked for.
 */
export function withKnownSync(rows: readonly RawRow[], deployed: DeployedAlerts | undefined): RawRow[] {
  return rows.map((row) => {
    if (deployed === undefined) return row;
    const alert = deployed.get(alertIdOf(row));
    const hash = alert?.definition && hashDefinition(alert.definition);
    const [said, known] = [timeOf(row["last_synced_at"]), timeOf(alert?.lastSyncedAt)];
    const isLater = said !== undefined && (known === undefined ? alert === undefined : said > known);
    return {
      ...row,
      last_synced_hash: hash ?? null,
      ...(isLater && { last_synced_at: alert?.lastSyncedAt ?? null }),
    };
  });
}

/** What the next up compares the row with. */
export interface LastDeployed {
  readonly definition: LiveDefinition;
  readonly hashes: FieldHashes;
  /** Only the state knows it. Else it is the alert as it runs: all that the row wants otherwise counts as its change. */
  readonly isKnown: boolean;
}

/** What was last deployed: the state's word, never the row's own. */
export function lastDeployed(known: DeployedAlert | undefined, live: LiveDefinition): LastDeployed {
  const definition = known?.definition ?? live;
  return {
    definition,
    hashes: known?.hashes ?? hashFields(definition),
    isKnown: known?.definition !== undefined,
  };
}

export interface LastRow extends ReadAlertRow {
  /** What it asked for then. */
  readonly alert?: PlannedAlert;
}

/**
 * The row as it was when it was last deployed: the earliest in the change data feed that makes this definition, else the row
 * as it is. What people wrote beside the definition since (a waiver) is not in it.
 */
export function lastRow(
  now: PlannedAlert,
  deployed: LiveDefinition,
  events: readonly RowEvent[],
  context: RowContext,
): LastRow | undefined {
  const hash = hashDefinition(deployed);
  for (const { before } of events) {
    const alert = before && declaredBy(before, context);
    if (alert && hashDefinition(alert.definition) === hash) return { ...alert, alert };
  }
  return hashDefinition(now.definition) === hash ? { ...now, alert: now } : undefined;
}
