import "../loading/kept-modules.cjs";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import type { SqlSession } from "../databricks/sql-session";
import { ExpectedError } from "../messages/expected-error";
import { runCommand } from "../messages/advised-commands";
import { shownText, someOf } from "../messages/words";
import { describeWrites, digestOf, overlayPacks } from "../rows/packs/overlay";
import { readPacks } from "../rows/packs/read-packs";
import { appliedPacksOf, packsProperty, pendingSeeds, seededKeysOf, seedProperty } from "../rows/seeding";
import { setTableProperties } from "../rows/statements/change-tables";
import { readAlertRows } from "../rows/statements/read-rows";
import { readTableProperties } from "../rows/statements/read-tables";
import { writePackedRows } from "../rows/statements/write-packed-rows";
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
  /** Left out where the stack takes no pack, and none has left rows behind. */
  readonly packs?: DeclaredPacks;
}

/** Rows of packs, which are read from their files again where they are written: a state holds no text of theirs. */
export interface DeclaredPacks {
  readonly names: readonly string[];
  /** Of these nothing is written, whatever they say. */
  readonly passedOver: readonly string[];
  readonly stack: string;
  readonly runbookBaseUrl?: string;
  /** Row → what becomes of it: `new`, `deleted`, or the columns that change. */
  readonly writes: Readonly<Record<string, string>>;
  /** Of all that is written. */
  readonly digest: string;
}

type SeedRowsInputs = TimesMissing<DeclaredSeeds>;

/**
 * Writes the rows that are not people's own: each seed once, not over a person's row, and not again after a person deleted it;
 * and the rows of packs.
 */
export const provider = resourceProvider<SeedRowsInputs, SeedRowsInputs, DeclaredSeeds>({
  check: (olds, news) => ({ inputs: countMissing(olds, news) }),

  diff: (_id, olds, news) => ({
    changes:
      wentMissing(olds, news) ||
      JSON.stringify(place(olds)) !== JSON.stringify(place(news)) ||
      Object.keys(news.packs?.writes ?? {}).length > 0,
    // Those of the last run are still in the state.
    properties: Object.keys(news.packs?.writes ?? {}).map((alertId) => ({
      path: `packs.writes[${JSON.stringify(alertId)}]`,
      kind: "add",
      oldSide: "inputs",
    })),
  }),

  async create(inputs, workspace) {
    await write(inputs, workspace, wentMissing({}, inputs));
    return { id: `${inputs.catalog}.${inputs.schema}`, outs: inputs };
  },

  async update(_id, olds, news, workspace) {
    await write(news, workspace, wentMissing(olds, news));
    return { outs: news };
  },

  // The rows are the user's now.
  delete: () => Promise.resolve(),
});

async function write(
  { catalog, schema, packs }: SeedRowsInputs,
  workspace: Workspace,
  isMissing: boolean,
): Promise<void> {
  const names = { catalog, goldSchema: schema };
  const session = await workspace.sql();
  const properties = isMissing
    ? []
    : await session.query(readTableProperties(names, ALERT_CONFIGURATIONS.name));
  // What a pack says goes before a seed of the same name.
  if (packs && Object.keys(packs.writes).length > 0)
    await writePacks(packs, names, session, appliedPacksOf(properties));

  const seeded = seededKeysOf(properties);
  const pending = pendingSeeds(seeded, workspace.settings);
  await Promise.all(
    pending.map(({ table, rows, unique }) =>
      session.execute(insertSeedRows(names, table, rows, unique), { idempotent: true }),
    ),
  );
  if (pending.length > 0) {
    await session.execute(
      setTableProperties(names, ALERT_CONFIGURATIONS.name, seedProperty(seeded, workspace.settings)),
    );
  }
}

/** Which packs have been here is remembered first: what they write can be told from people's rows whenever this is cut off. */
async function writePacks(
  { writes: declared, digest, passedOver, ...choice }: DeclaredPacks,
  names: { readonly catalog: string; readonly goldSchema: string },
  session: SqlSession,
  applied: ReadonlySet<string>,
): Promise<void> {
  const { writes } = overlayPacks({
    alertRows: await session.query(readAlertRows(names)),
    // Their faults have stopped the program before it declared anything.
    packs: readPacks(process.cwd(), choice),
    applied,
    passedOver: new Set(passedOver),
  });
  if (digestOf(writes) !== digest) {
    const rows = [...new Set([...Object.keys(declared), ...Object.keys(describeWrites(writes))])];
    throw new ExpectedError(
      `Rows of packs, or the packs' files, changed since they were read (${someOf(rows.map(shownText))}): none of them was ` +
        `written, and \`${runCommand("up")}\` reads them anew.`,
    );
  }
  const all = new Set([...applied, ...choice.names.filter((name) => !passedOver.includes(name))]);
  if (all.size > applied.size)
    await session.execute(setTableProperties(names, ALERT_CONFIGURATIONS.name, packsProperty(all)));
  await session.execute(writePackedRows(names, writes), { idempotent: true });
}

function place({ catalog, schema, keys }: SeedRowsInputs) {
  return { catalog, schema, keys };
}
