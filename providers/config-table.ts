import { createTable } from "../alerting/statements/create-table";
import { dropTable } from "../alerting/statements/drop-table";
import { readTableColumns } from "../alerting/statements/read-table-columns";
import { readTableConstraints } from "../alerting/statements/read-table-constraints";
import { readTableProperties } from "../alerting/statements/read-table-properties";
import { upgradeTable, type LiveTable } from "../alerting/table-upgrade";
import { configTable } from "../alerting/tables/config-tables";
import type { SqlSession } from "../databricks/sql-session";
import { resourceProvider } from "./resource-provider";
import type { Workspace } from "./workspace";

export interface ConfigTableInputs {
  readonly catalog: string;
  readonly schema: string;
  /** One of the config tables. */
  readonly table: string;
  /** Of the table's specification: a release that adds a column changes it. */
  readonly specHash: string;
  readonly deleteTables: boolean;
}

export type ConfigTableOutputs = ConfigTableInputs;

/** A config table: made if it is not there, brought up to date, never dropped unless an earlier `up` allowed it. */
export const provider = resourceProvider<ConfigTableInputs, ConfigTableOutputs>({
  diff(_id, olds, news) {
    const moved = olds.catalog !== news.catalog || olds.schema !== news.schema || olds.table !== news.table;
    const changed = olds.specHash !== news.specHash || olds.deleteTables !== news.deleteTables;
    return { changes: moved || changed, replaces: moved ? ["catalog", "schema", "table"] : [] };
  },

  async create(inputs, workspace) {
    await bringUpToDate(inputs, workspace);
    return { id: `${inputs.catalog}.${inputs.schema}.${inputs.table}`, outs: inputs };
  },

  async read(_id, olds, workspace) {
    const live = await readLiveTable(olds, await workspace.sql());
    if (live.columns.length === 0) {
      return undefined;
    }
    const names = new Set(live.columns.map(({ name }) => name));
    const isComplete = configTable(olds.table).columns.every(({ name }) => names.has(name));
    return { outs: isComplete ? olds : { ...olds, specHash: "columns are missing" } };
  },

  async update(_id, _olds, news, workspace) {
    await bringUpToDate(news, workspace);
    return { outs: news };
  },

  async delete(_id, olds, workspace) {
    if (olds.deleteTables) {
      const session = await workspace.sql();
      await session.execute(dropTable(namesOf(olds), olds.table), { idempotent: true });
    }
  },
});

async function bringUpToDate(inputs: ConfigTableInputs, workspace: Workspace): Promise<void> {
  const session = await workspace.sql();
  const spec = configTable(inputs.table);
  await session.execute(createTable(namesOf(inputs), spec), { idempotent: true });
  for (const statement of upgradeTable(namesOf(inputs), spec, await readLiveTable(inputs, session))) {
    await session.execute(statement);
  }
}

/** No columns: there is no such table. */
async function readLiveTable(inputs: ConfigTableInputs, session: SqlSession): Promise<LiveTable> {
  const names = namesOf(inputs);
  const [columns, constraints] = await Promise.all([
    session.query(readTableColumns(names, inputs.table)),
    session.query(readTableConstraints(names, inputs.table)),
  ]);
  const properties = columns.length ? await session.query(readTableProperties(names, inputs.table)) : [];
  return {
    columns: columns.map((column) => ({
      name: text(column["column_name"]),
      hasDefault: text(column["column_default"]) !== "",
      comment: text(column["comment"]),
    })),
    properties: new Map(properties.map(({ key, value }) => [text(key), text(value)])),
    constraints: constraints.map((constraint) => ({
      name: text(constraint["constraint_name"]),
      type: text(constraint["constraint_type"]),
    })),
  };
}

function namesOf({ catalog, schema }: ConfigTableInputs) {
  return { catalog, goldSchema: schema };
}

function text(cell: unknown): string {
  return typeof cell === "string" ? cell : "";
}
