import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import { pendingSeeds, seededKeysOf, seedProperty } from "../rows/seeding";
import { setTableProperties } from "../rows/statements/change-tables";
import { readTableProperties } from "../rows/statements/read-tables";
import { insertSeedRows } from "../rows/statements/write-rows";
import { resourceProvider } from "./resource-provider";
import { countMissing, type LookedFor, type TimesMissing, wentMissing } from "./times-missing";
import type { Workspace } from "./workspace";

/** What the program declares. `isMissing`: the table of alerts, and with it what it remembers of seeds. */
export interface DeclaredSeeds extends LookedFor {
  readonly catalog: string;
  readonly schema: string;
  /** Keys of the rows, of whatever table. */
  readonly keys: readonly string[];
}

type SeedRowsInputs = TimesMissing<DeclaredSeeds>;

/** Inserts each seed row once: not over a person's row, and not again after a person deleted it. */
export const provider = resourceProvider<SeedRowsInputs, SeedRowsInputs, DeclaredSeeds>({
  check: (olds, news) => ({ inputs: countMissing(olds, news) }),

  diff: (_id, olds, news) => ({
    changes: wentMissing(olds, news) || JSON.stringify(place(olds)) !== JSON.stringify(place(news)),
  }),

  async create(inputs, workspace) {
    await seed(inputs, workspace, wentMissing({}, inputs));
    return { id: `${inputs.catalog}.${inputs.schema}`, outs: inputs };
  },

  async update(_id, olds, news, workspace) {
    await seed(news, workspace, wentMissing(olds, news));
    return { outs: news };
  },

  // The rows are the user's now.
  delete: () => Promise.resolve(),
});

async function seed(
  { catalog, schema }: SeedRowsInputs,
  workspace: Workspace,
  isMissing: boolean,
): Promise<void> {
  const names = { catalog, goldSchema: schema };
  const session = await workspace.sql();
  const properties = isMissing
    ? []
    : await session.query(readTableProperties(names, ALERT_CONFIGURATIONS.name));
  const seeded = seededKeysOf(properties);
  const pending = pendingSeeds(seeded);
  await Promise.all(
    pending.map(({ table, rows, unique }) =>
      session.execute(insertSeedRows(names, table, rows, unique), { idempotent: true }),
    ),
  );
  if (pending.length > 0)
    await session.execute(setTableProperties(names, ALERT_CONFIGURATIONS.name, seedProperty(seeded)));
}

function place({ catalog, schema, keys }: SeedRowsInputs) {
  return { catalog, schema, keys };
}
