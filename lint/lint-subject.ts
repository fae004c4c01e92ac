import type { Channels } from "../alerting/channels";
import type { WarehouseSettings } from "../alerting/schedule-cost/warehouse-rates";
import type { AuthoredDefinition } from "../alerting/authored-alert";
import type { PlannedAlert } from "../alerting/planned-alert";
import type { AlertRow } from "../alerting/tables/alert-configurations";
import type { Settings } from "../settings/settings";
import { columnExpression, type ColumnExpression } from "../sql/column-origin";
import { parseQuery, type QueryAnalysis } from "../sql/parse-query";
import { resultColumns } from "../sql/result-columns";
import { type SelectScope, selectScopes } from "../sql/select-scopes";
import type { Query } from "../sql/tree";
import type { TestsOfAlerts } from "./test-coverage";
import { type Runs, runsOf } from "./runs";

export interface LintContext {
  readonly settings: Pick<Settings, "catalog" | "goldSchema" | "defaultEmail"> & WarehouseSettings;
  readonly channels: Channels;
  readonly now: Date;
  /** @default nothing is known of tests */
  readonly tests?: TestsOfAlerts;
}

/** One alert as the rules see it. What costs time is worked out when a rule asks for it, once. */
export class LintSubject {
  #analysis: QueryAnalysis | undefined;
  #scopes: readonly SelectScope[] | undefined;
  #runs: Runs | undefined;

  constructor(
    readonly alert: PlannedAlert,
    readonly context: LintContext,
    /** All alerts, this one among them. */
    readonly all: readonly LintSubject[],
  ) {}

  get alertId(): string {
    return this.alert.alertId;
  }

  get row(): AlertRow {
    return this.alert.row;
  }

  /** As its author wrote it, and not as it is compiled. */
  get definition(): AuthoredDefinition {
    return this.alert.authored;
  }

  get isPaused(): boolean {
    return this.definition.schedule.pauseStatus === "PAUSED";
  }

  get analysis(): QueryAnalysis {
    return (this.#analysis ??= parseQuery(this.definition.queryText));
  }

  /** Left out where the query cannot be analysed. */
  get query(): Query | undefined {
    return this.analysis.outcome === "query" ? this.analysis.query : undefined;
  }

  /** Every SELECT of the query; none where it cannot be analysed. */
  get scopes(): readonly SelectScope[] {
    return (this.#scopes ??= this.query ? selectScopes(this.query) : []);
  }

  /** The SELECTs whose rows are the result's: several with UNION. */
  get results(): readonly SelectScope[] {
    return this.scopes.filter(({ isResult }) => isResult);
  }

  /** The names of the result's columns in lower case, where they are known from the text. */
  get resultColumns(): readonly string[] | undefined {
    return this.query && resultColumns(this.query, this.scopes);
  }

  /** What the compared column is worked out from, where one SELECT makes the result. */
  get comparedExpression(): ColumnExpression | undefined {
    const [only, ...others] = this.results;
    return only && others.length === 0 ? columnExpression(this.row.threshold_column, only) : undefined;
  }

  /** The threshold, where it is a number. */
  get thresholdNumber(): number | undefined {
    const value = this.definition.evaluation.threshold?.value;
    return value && "doubleValue" in value ? value.doubleValue : undefined;
  }

  get runs(): Runs {
    return (this.#runs ??= runsOf(this.definition.schedule, this.context.now));
  }
}
