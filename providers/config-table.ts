import "../loading/kept-modules.cjs";
import { formatFault } from "../alerting/row-faults";
import type { TableNames } from "../alerting/table-names";
import { configTable } from "../alerting/tables/config-tables";
import { createTable, dropTable } from "../rows/statements/define-tables";
import { readCheckViolations } from "../rows/statements/read-tables";
import { brokenChecks, columnTypeFaults } from "../rows/table-faults";
import { completeTable, hasAllColumns, missingChecks, upgradeTable } from "../rows/table-upgrade";
import { resourceProvider } from "./resource-provider";
import { countMissing, type LookedFor, type TimesMissing, wentMissing } from "./times-missing";
import type { Workspace } from "./workspace";

/** What the program declares. */
export interface DeclaredTable extends LookedFor {
  readonly catalog: string;
  readonly schema: string;
  /** One of the config tables, for example `alert_configurations`. */
  readonly table: string;
  /** Of the columns, constraints and properties that the table should have: a release that adds one changes it. */
  readonly specHash: string;
  /** Whether deleting the resource drops the table. @default false */
  readonly deleteTables: boolean;
}

export type ConfigTableInputs = TimesMissing<DeclaredTable>;

/** A config table: made if it is not there, brought up to date, never dropped unless an earlier `up` allowed it. */
export const provider = resourceProvider<ConfigTableInputs, ConfigTableInputs, DeclaredTable>({
  /** Names the rows that would make an upgrade fail, before anything is changed. */
  async check(olds, news, workspace) {
    const inputs = countMissing(olds, news);
    if (olds.specHash === news.specHash && !hasMoved(olds, news)) return { inputs };

    const faults = (await workspace.isYetToBeMade()) ? [] : await upgradeFaults(news, workspace);
    return { inputs, failures: faults.length > 0 ? [{ property: "", reason: faults.join("\n") }] : [] };
  },

  diff(_id, olds, news) {
    const moved = hasMoved(olds, news);
    const changed = olds.specHash !== news.specHash || olds.deleteTables !== news.deleteTables;
    return {
      changes: moved || changed || wentMissing(olds, news),
      replaces: moved ? ["catalog", "schema", "table"] : [],
      ...(!moved && { properties: [{ path: "columns", kind: "update", oldSide: "inputs" }] }),
    };
  },

  async create(inputs, workspace) {
    await bringUpToDate(inputs, workspace);
    return { id: `${inputs.catalog}.${inputs.schema}.${inputs.table}`, outs: inputs };
  },

  async read(_id, olds, workspace) {
    const live = await workspace.tables.get(namesOf(olds), olds.table);
    if (live.columns.length === 0) return undefined;

    const isComplete = hasAllColumns(configTable(olds.table), live);
    return { outs: isComplete ? olds : { ...olds, specHash: "columns are missing" } };
  },

  async update(_id, _olds, news, workspace) {
    await bringUpToDate(news, workspace);
    return { outs: news };
  },

  async delete(_id, olds, workspace) {
    // Tables that stay behind in another place are no part of what is destroyed: their rows were not taken along.
    if (olds.deleteTables && isConfigured(olds, workspace)) {
      const session = await workspace.sql();
      await session.execute(dropTable(namesOf(olds), olds.table), { idempotent: true });
    }
  },
});

async function upgradeFaults(inputs: ConfigTableInputs, workspace: Workspace): Promise<string[]> {
  const spec = configTable(inputs.table);
  const live = await workspace.tables.get(namesOf(inputs), spec.name);
  const present = new Set(live.columns.map(({ name }) => name.toLowerCase()));
  const checks = missingChecks(spec, live).filter(({ column }) => present.has(column));
  const types = columnTypeFaults(spec, live);
  if (checks.length === 0) return types;

  const session = await workspace.sql();
  const violations = await session.query(readCheckViolations(namesOf(inputs), spec, checks));
  return [...types, ...brokenChecks(spec, violations, checks).map(formatFault)];
}

/** What fails is looked at anew: somebody else may be at it, be it what a run sent that was killed, and the warehouse goes on with. */
async function bringUpToDate(inputs: ConfigTableInputs, workspace: Workspace): Promise<void> {
  const names = namesOf(inputs);
  const spec = configTable(inputs.table);
  const session = await workspace.sql();
  const known = await workspace.tables.get(names, spec.name);
  const isThere = known.columns.length > 0;
  if (!isThere) await session.execute(createTable(names, spec), { idempotent: true });
  let statements = isThere ? upgradeTable(names, spec, known) : completeTable(names, spec);
  for (let tries = 0; ; tries++) {
    try {
      for (const statement of statements) await session.execute(statement);
      return;
    } catch (error) {
      const left = upgradeTable(names, spec, await workspace.tables.readAgain(names, spec.name));
      // A table that somebody else made may lack more than one of ours.
      if (tries > 0 && left.length >= statements.length) throw error;
      statements = left;
    }
  }
}

function hasMoved(olds: Partial<ConfigTableInputs>, news: ConfigTableInputs): boolean {
  return olds.catalog !== news.catalog || olds.schema !== news.schema || olds.table !== news.table;
}

function isConfigured({ catalog, schema }: ConfigTableInputs, { settings }: Workspace): boolean {
  return catalog === settings.catalog && schema === settings.goldSchema;
}

function namesOf({ catalog, schema }: ConfigTableInputs): TableNames {
  return { catalog, goldSchema: schema };
}
