import * as pulumi from "@pulumi/pulumi";
import type { AlertEvaluation, Subscription } from "../alerting/definition";
import type { FaultyRow, KeptAlert } from "../alerting/faulty-rows";
import { ownWarehouse } from "../alerting/fields/warehouse";
import type { PlannedAlert } from "../alerting/planned-alert";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import { silencesInForce } from "../alerting/silences/in-force-view";
import { ALERT_HISTORY } from "../alerting/tables/alert-history";
import { ALERT_SILENCES, SILENCES_IN_FORCE } from "../alerting/tables/alert-silences";
import { tablesOf } from "../alerting/tables/config-tables";
import type { DeclaredPacks } from "../providers/seed-rows";
import { seedKeys, SEEDED_TABLES } from "../rows/seeding";
import { specHash } from "../rows/table-upgrade";
import type { Settings } from "../settings/settings";
import { Alert } from "./alert";
import { ConfigTable } from "./config-table";
import { DeletionGuard, guardArgs } from "./deletion-guard";
import { settled, unmade, withoutEdges } from "./order";
import { declareScores } from "./score-functions";
import { SeedRows } from "./seed-rows";
import { SqlDefinition } from "./sql-definition";
import { SyncStatus } from "./sync-status";
import type { StackWarehouse } from "./warehouse";

export interface AlertingArgs {
  readonly settings: Settings;
  /** To be declared. */
  readonly alerts: readonly PlannedAlert[];
  /** Rows with faults: their alerts stay as they are. @default the run has none */
  readonly faulty?: readonly FaultyRow[];
  /** A warehouse has read each query as one, in this run or before it was deployed. */
  readonly areQueriesRead: boolean;
  /** How many rows are not declared (disabled). */
  readonly skipped: number;
  /** Disabled row that is not declared → the alert that it names. */
  readonly leaving: ReadonlyMap<string, string>;
  /** The SQL warehouse that runs the alerts. */
  readonly warehouse: Pick<StackWarehouse, "id" | "resources">;
  /** What stands for a destination that this stack makes, in definitions → the destination. */
  readonly destinations: ReadonlyMap<string, pulumi.CustomResource>;
  /** There was no table of alerts to read. */
  readonly firstRun: boolean;
  /** There are tables, and no warehouse yet that could read them: only at a preview. */
  readonly unread: boolean;
  /** Names of the tables that the program looked for and that do not exist. */
  readonly missingTables: readonly string[];
  /** Functions of scores that rows call and that do not exist. */
  readonly missingScores: readonly string[];
  /** Rows of packs that the run writes. */
  readonly packs?: DeclaredPacks | undefined;
  /** Rows whose recorded status is not that of a deployed alert → when it was last written. */
  readonly staleRows: ReadonlyMap<string, string>;
}

/** The config tables, an alert for each row, and the status that goes back into the rows. */
export class Alerting extends pulumi.ComponentResource {
  /** Row → its alert. */
  readonly alerts: ReadonlyMap<string, Alert>;
  /** What the last run that changed something did. */
  readonly lastSync: SyncStatus["lastSync"];
  /** The config tables, by name. */
  readonly tables: ReadonlyMap<string, pulumi.Resource>;
  readonly seeds: pulumi.Resource;
  /** What queries of alerts read beside the tables. */
  readonly views: readonly pulumi.CustomResource[];
  /** Row → id of its alert. */
  readonly alertIds: pulumi.Output<Record<string, string>>;
  /** Rows that the last run declared and this one does not, see `DeletionGuard`. */
  readonly removed: DeletionGuard["removed"];

  constructor(name: string, args: AlertingArgs, options?: pulumi.ComponentResourceOptions) {
    super("databricks-alerts:index:Alerting", name, {}, options);
    const { settings } = args;
    const guard = new DeletionGuard("deletion-guard", guardArgs(args), {
      parent: this,
      dependsOn: [...args.warehouse.resources],
    });
    const tables = this.#declareTables(args, guard);
    const seeds = this.#declareSeeds(args, tables);
    const history = tables.get(ALERT_HISTORY.name);
    const scores = declareScores(args, { parent: this, dependsOn: history ? [history] : [] });
    this.views = settings.liveSilences ? [this.#declareSilences(args, tables)] : [];
    const alerts = new Map(
      args.alerts.map((planned) => [planned.alertId, this.#declareAlert(planned, args, scores, [seeds])]),
    );
    for (const { alertId, kept } of args.faulty ?? [])
      if (kept) alerts.set(alertId, this.#declareKept(alertId, kept, args, [guard, seeds]));
    const status = new SyncStatus(
      "sync-status",
      {
        stale: settled([seeds, ...tables.values(), ...alerts.values()]).then(() =>
          Object.fromEntries(args.staleRows),
        ),
        isMissing: args.firstRun,
      },
      { parent: this },
    );
    this.removed = guard.removed;
    this.lastSync = status.lastSync;
    this.alerts = alerts;
    this.tables = tables;
    this.seeds = seeds;
    this.alertIds = pulumi.all(mapValues(alerts, (alert) => alert.id));
    this.registerOutputs({ alertIds: this.alertIds });
  }

  /** Where what is about a row is shown: its alert, where it has one. */
  resourceOf(alertId: string): pulumi.Resource {
    return this.alerts.get(alertId) ?? this;
  }

  #declareTables({ settings, missingTables }: AlertingArgs, guard: DeletionGuard) {
    const { catalog, goldSchema: schema, deleteTables } = settings;
    const tables = new Map<string, ConfigTable>();
    for (const spec of tablesOf(settings)) {
      const referenced = (spec.foreignKeys ?? []).flatMap(({ references }) => tables.get(references) ?? []);
      const table = new ConfigTable(
        spec.name,
        {
          catalog,
          schema,
          table: spec.name,
          specHash: specHash(spec),
          deleteTables,
          isMissing: missingTables.includes(spec.name),
        },
        // The engine says then that they stay.
        { parent: this, dependsOn: [guard, ...referenced], retainOnDelete: !deleteTables },
      );
      tables.set(spec.name, table);
    }
    return tables;
  }

  /** Alerts wait for the seeds, and so for the tables that have some, and for no other. */
  #declareSeeds({ settings, firstRun, packs }: AlertingArgs, tables: ReadonlyMap<string, ConfigTable>) {
    const { catalog, goldSchema: schema, deleteTables } = settings;
    return new SeedRows(
      "seed-rows",
      { catalog, schema, keys: seedKeys(settings), isMissing: firstRun, ...(packs && { packs }) },
      {
        parent: this,
        dependsOn: SEEDED_TABLES.flatMap((name) => tables.get(name) ?? []),
        // The rows are the user's, and go with their tables only.
        retainOnDelete: !deleteTables,
      },
    );
  }

  /** What each alert's query reads where silences are heeded. Like the tables it stays, unless `deleteTables` says otherwise. */
  #declareSilences({ settings, missingTables }: AlertingArgs, tables: ReadonlyMap<string, ConfigTable>) {
    const { catalog, goldSchema, deleteTables } = settings;
    return new SqlDefinition(
      SILENCES_IN_FORCE,
      {
        kind: "VIEW",
        catalog,
        schema: goldSchema,
        name: SILENCES_IN_FORCE,
        definition: silencesInForce(settings),
        isMissing: missingTables.includes(SILENCES_IN_FORCE),
      },
      {
        parent: this,
        dependsOn: [ALERT_CONFIGURATIONS, ALERT_SILENCES].flatMap(({ name }) => tables.get(name) ?? []),
        retainOnDelete: !deleteTables,
      },
    );
  }

  #declareAlert(
    { alertId, databricksAlertId, definition, authored, row }: PlannedAlert,
    { settings, warehouse, destinations, areQueriesRead }: AlertingArgs,
    scores: ReadonlyMap<string, pulumi.CustomResource>,
    dependsOn: pulumi.Resource[],
  ): Alert {
    const args = {
      ...definition,
      warehouseId: ownWarehouse(row) ?? warehouse.id,
      alertId,
      ...(databricksAlertId !== undefined && { databricksAlertId }),
      ...(areQueriesRead && { isQueryRead: true }),
      evaluation: withDestinations(definition.evaluation, destinations),
    };
    const score = authored.score && scores.get(authored.score.function);
    const needed = [
      ...destinationsOf(definition.evaluation, destinations),
      ...this.views,
      ...(score ? [score] : []),
    ];
    const all = unmade(needed).then((missing) => [...dependsOn, ...missing]);
    return new Alert(alertId, args, {
      parent: this,
      dependsOn: needed.length > 0 ? all : dependsOn,
      retainOnDelete: settings.deletionPolicy === "keep",
    });
  }

  #declareKept(
    alertId: string,
    { databricksAlertId, displayName }: KeptAlert,
    { settings }: AlertingArgs,
    dependsOn: pulumi.Resource[],
  ): Alert {
    const { parentPath, deletionPolicy } = settings;
    const named = databricksAlertId === undefined ? {} : { databricksAlertId };
    return new Alert(
      alertId,
      { alertId, ...named, displayName, parentPath, isKept: true },
      { parent: this, dependsOn, retainOnDelete: deletionPolicy === "keep" },
    );
  }
}

/** Those that this stack makes and the alert tells. */
function destinationsOf(
  { notification }: AlertEvaluation,
  destinations: AlertingArgs["destinations"],
): pulumi.CustomResource[] {
  return notification.subscriptions.flatMap((subscription) =>
    "destinationId" in subscription ? (destinations.get(subscription.destinationId) ?? []) : [],
  );
}

/** Whoever subscribes to a destination that this stack makes gets its id once that is known. */
function withDestinations(
  evaluation: AlertEvaluation,
  destinations: AlertingArgs["destinations"],
): pulumi.Input<AlertEvaluation> {
  const { notification } = evaluation;
  const madeFor = (subscription: Subscription) =>
    "destinationId" in subscription ? destinations.get(subscription.destinationId) : undefined;
  if (!notification.subscriptions.some(madeFor)) return evaluation;

  const subscriptions = notification.subscriptions.map((subscription) => {
    const destination = madeFor(subscription);
    return destination === undefined ? subscription : { destinationId: withoutEdges(destination.id) };
  });
  return pulumi.output({ ...evaluation, notification: { ...notification, subscriptions } });
}

function mapValues<Value, Result>(
  map: ReadonlyMap<string, Value>,
  change: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries([...map].map(([key, value]) => [key, change(value)]));
}
