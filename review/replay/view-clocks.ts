import { readViewQueries, type ViewName } from "../../rows/statements/read-tables";
import { clockCalls } from "../../sql/clock-calls";
import { parseQuery } from "../../sql/parse-query";
import { hiddenClock } from "../../sql/hidden-clock";
import type { ReplaySession } from "./replay-session";
import { tableReferences } from "../../sql/table-references";

/** Catalogs and schemas of the service's own, whose views read no clock. */
const OWN_CATALOGS = ["system", "samples"];
const OWN_SCHEMAS = ["information_schema"];
/** Views of views of views are not followed further. */
const DEEPEST = 3;

/** Whether what queries read are views that read the clock; each name is looked up once. */
export class ViewClocks {
  readonly #known = new Map<string, Promise<string | undefined>>();

  readonly #session: Pick<ReplaySession, "ask" | "facts">;

  constructor(session: Pick<ReplaySession, "ask" | "facts">) {
    this.#session = session;
  }

  /** Why the clock of what is read cannot be set, if it cannot: `reads main.gold.v, a view that …`. */
  async obstacle(tables: readonly string[]): Promise<string | undefined> {
    if (tables.length === 0) return undefined;
    const names = await this.#qualified(tables);
    const answers = await Promise.all(this.#lookUp(names, 1));
    return answers.find((answer) => answer !== undefined);
  }

  async #qualified(tables: readonly string[]): Promise<ViewName[]> {
    const { catalog: current, schema: default_ } = await this.#session.facts();
    return tables.map((name) => {
      const [table = "", schema = default_, catalog = current] = name.split(".").reverse();
      return { catalog, schema, table };
    });
  }

  /** Those that are not known yet are asked for together. */
  #lookUp(names: readonly ViewName[], depth: number): Promise<string | undefined>[] {
    const wanted = names.filter(
      ({ catalog, schema }) => !OWN_CATALOGS.includes(catalog) && !OWN_SCHEMAS.includes(schema),
    );
    const unknown = wanted.filter((name) => !this.#known.has(keyOf(name)));
    if (unknown.length > 0) {
      const reading = this.#session.ask(readViewQueries(unknown));
      for (const name of unknown) {
        const answer = reading.then((rows) => {
          const row = rows.find(
            ({ table_catalog, table_schema, table_name }) =>
              keyOf(name) === [table_catalog, table_schema, table_name].join(".").toLowerCase(),
          );
          return row === undefined ? undefined : this.#inspect(name, row["view_definition"], depth);
        });
        this.#known.set(keyOf(name), answer);
      }
    }
    return wanted.map(async (name) => this.#known.get(keyOf(name)));
  }

  async #inspect(name: ViewName, definition: unknown, depth: number): Promise<string | undefined> {
    const view = `the view ${keyOf(name)}`;
    if (typeof definition !== "string" || definition === "")
      return `reads ${view}, whose query you may not see: it may read the clock`;

    const parsed = parseQuery(definition);
    if (parsed.outcome !== "query")
      return `reads ${view}, whose query our SQL parser does not know: it may read the clock`;

    const tables = tableReferences(parsed);
    const [clock] = clockCalls(parsed);
    const obstacle = clock ? `reads the clock by ${clock.name}` : hiddenClock(parsed, tables);
    if (obstacle !== undefined) return `reads ${view}, which itself ${obstacle}`;
    const inner = tables.references.map((reference) => within(name, reference.name));
    if (inner.length > 0 && depth >= DEEPEST) return `reads ${view}, a view of views of views`;
    const answers = await Promise.all(this.#lookUp(inner, depth + 1));
    return answers.find((answer) => answer !== undefined);
  }
}

/** What a view names without a catalog or schema is looked for beside it. */
function within(view: ViewName, name: string): ViewName {
  const [table = "", schema = view.schema, catalog = view.catalog] = name.split(".").reverse();
  return { catalog, schema, table };
}

function keyOf({ catalog, schema, table }: ViewName): string {
  return `${catalog}.${schema}.${table}`;
}
