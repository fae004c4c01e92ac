import type { Channels } from "../channels";
import type { AlertDefinition } from "../definition";
import type { Settings } from "../settings";
import { parseQuery, type QueryAnalysis } from "../sql/parse-query";
import { resultColumns } from "../sql/result-columns";
import { selectScopes, type SelectScope } from "../sql/select-scopes";
import type { AlertRow } from "../tables/alert-configurations";
import { runsOf, type Runs } from "./runs";

export interface LintContext {
  readonly settings: Pick<Settings, "catalog" | "goldSchema" | "defaultEmail">;
  readonly channels: Channels;
  readonly now: Date;
}

/** One alert as the rules see it. What costs time is worked out when a rule asks for it, once. */
export class LintSubject {
  #query: QueryAnalysis | undefined;
  #scopes: readonly SelectScope[] | undefined;
  #runs: Runs | undefined;

  constructor(
    readonly row: AlertRow,
    readonly definition: AlertDefinition,
    readonly context: LintContext,
    /** All alerts, this one among them. */
    readonly all: readonly LintSubject[],
  ) {}

  get alertId(): string {
    return this.row.alert_id;
  }

  get query(): QueryAnalysis {
    return (this.#query ??= parseQuery(this.definition.queryText));
  }

  /** Every SELECT of the query; none where it cannot be analysed. */
  get scopes(): readonly SelectScope[] {
    return (this.#scopes ??= this.query.outcome === "query" ? selectScopes(this.query.query) : []);
  }

  /** The names of the result's columns in lower case, where they are known from the text. */
  get resultColumns(): readonly string[] | undefined {
    return this.query.outcome === "query" ? resultColumns(this.query.query, this.scopes) : undefined;
  }

  get runs(): Runs {
    return (this.#runs ??= runsOf(this.definition.schedule, this.context.now));
  }
}
