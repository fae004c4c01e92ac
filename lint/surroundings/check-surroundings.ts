import { unlessRefused } from "../../databricks/api-error";
import { type Identity, ownIdentity } from "../../databricks/directory";
import type { Securable } from "../../databricks/grants-api";
import { type LackingPrivilege, lackingPrivileges } from "../../databricks/privileges";
import type { RestClient } from "../../databricks/rest-client";
import { findInUnityCatalog, type FoundObject, type UnityObject } from "../../databricks/unity-catalog";
import type { Settings } from "../../settings/settings";
import { folders } from "./check-folders";
import { type Check, fault, NO_FAULTS, type Surroundings, together, untold, whereAnswered } from "./check";
import { doubtfulRight, inSql, MAKES_SCHEMA, MAKES_TABLES, missingRight, WRITES } from "./rights";

/** What the run is about to do, as far as its rows say it. */
export interface Needs {
  /** It makes tables: all of them, or one that is missing. */
  readonly makesTables: boolean;
  /** It declares alerts. Whether any of them is made, or moves into another folder, only the engine knows. */
  readonly hasAlerts: boolean;
  /** The config tables that are there and that it writes to. */
  readonly writes: readonly string[];
}

/**
 * Looks for the schema and the folder that the run does not make itself, and for the rights that it needs there: over REST,
 * beside each other, and only for what the run is about to do. Folders, which nearly every run needs, are asked for at once, while
 * the rows are read. What may not be asked is left to the `up`.
 */
export function beginSurroundings(
  settings: Settings,
  rest: RestClient,
): (needs: Needs) => Promise<Surroundings> {
  const check = checkAs(settings, rest);
  const { catalog, goldSchema } = settings;
  const ofFolders = folders(check);
  // The run may fail before it needs the answer.
  ofFolders.catch(() => undefined);
  return async ({ makesTables, hasAlerts, writes }) =>
    together(
      await Promise.all([
        hasAlerts ? ofFolders : NO_FAULTS,
        makesTables ? place(check) : NO_FAULTS,
        ...writes.map((table) => tableRights(check, `${catalog}.${goldSchema}.${table}`)),
      ]),
    );
}

export function checkAs(settings: Settings, rest: RestClient): Check {
  let asked: Promise<Identity> | undefined;
  return { settings, rest, identity: () => (asked ??= ownIdentity(rest)) };
}

/** Where the config tables are to be made, and what that takes there; or why they cannot be. */
export type TablesPlace =
  | { readonly object: Securable; readonly found: FoundObject; readonly privileges: readonly string[] }
  | (Pick<Surroundings, "faults"> & {
      /** What is there, and may not even be seen, where that is why. */
      readonly unseen?: Pick<Extract<TablesPlace, { found: unknown }>, "object" | "privileges">;
    });

/**
 * `undefined` where the catalog comes with the run, too: who may make one is known to the metastore's administrators alone.
 *
 * @param look how objects are looked for
 */
export async function tablesPlace(
  check: Check,
  look: (object: Securable) => Promise<Looked> = (object) => find(check, object),
): Promise<TablesPlace | undefined> {
  const { catalog, goldSchema, createCatalog, createSchema } = check.settings;
  const name = `${catalog}.${goldSchema}`;
  const object = { type: "schema", name } as const;
  const schema = await look(object);
  if (schema === REFUSED) return unseen(object, MAKES_TABLES);
  if (schema !== undefined) return { object, found: schema, privileges: MAKES_TABLES };

  if (!createSchema) {
    return fault(
      `The schema ${name} does not exist, or you may not see it: ` +
        "create it, set createSchema to true, or set catalog and goldSchema to where the config tables live.",
    );
  }
  const outer = { type: "catalog", name: catalog } as const;
  const parent = await look(outer);
  if (parent === REFUSED) return unseen(outer, MAKES_SCHEMA);
  if (parent !== undefined) return { object: outer, found: parent, privileges: MAKES_SCHEMA };

  return createCatalog
    ? undefined
    : fault(
        `The catalog ${catalog} does not exist, or you may not see it: ` +
          "create it, set createCatalog to true, or set catalog to where the config tables live.",
      );
}

async function place(check: Check): Promise<Surroundings> {
  const found = await tablesPlace(check);
  if (found === undefined) return NO_FAULTS;
  if ("faults" in found) return { ...NO_FAULTS, faults: found.faults };
  return rights(check, found.object, found.found, found.privileges);
}

async function tableRights(check: Check, name: string): Promise<Surroundings> {
  if (check.settings.checkRights === "off") return NO_FAULTS;
  const object = { type: "table", name } as const;
  return whereAnswered(`The table ${name}`, find(check, object), (table) =>
    table === undefined || table === REFUSED
      ? untold(`The table ${name} does not exist, or you may not see it.`)
      : rights(check, object, table, WRITES),
  );
}

/** It is there, and whoever asks may not see it. */
export const REFUSED = "refused";

/** `undefined`: there is none. */
export type Looked = FoundObject | typeof REFUSED | undefined;

const KINDS: Readonly<Record<Securable["type"], UnityObject>> = {
  catalog: "catalogs",
  schema: "schemas",
  table: "tables",
  function: "functions",
};

export async function find({ rest }: Pick<Check, "rest">, { type, name }: Securable): Promise<Looked> {
  const question = findInUnityCatalog(rest, KINDS[type], [name]);
  const answer = await unlessRefused(question.then((found) => ({ found })));
  return answer === undefined ? REFUSED : answer.found;
}

/** Making it a second time, or anything in it, would be refused, too. */
function unseen(object: Securable, privileges: readonly string[]): TablesPlace {
  const { faults } = fault(
    `You may not see the ${object.type} ${object.name} (403), in which the up makes something: it needs ${listed(privileges)} there. ` +
      "Grant what is missing to whoever deploys, or set catalog and goldSchema to where the config tables live.",
  );
  return { faults, unseen: { object, privileges } };
}

/** `USE CATALOG, USE SCHEMA and CREATE TABLE` */
function listed(privileges: readonly string[]): string {
  const names = privileges.map(inSql);
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

async function rights(
  { settings: { checkRights }, rest, identity }: Check,
  object: Securable,
  found: FoundObject,
  privileges: readonly string[],
): Promise<Surroundings> {
  if (checkRights === "off") return NO_FAULTS;
  const asked = identity().then(async (who) => ({
    who,
    lacking: await lackingPrivileges(rest, who, object, found, privileges),
  }));
  return whereAnswered(
    `Whoever deploys and their rights on the ${object.type} ${object.name}`,
    asked,
    (answer) => reportOf(answer, object, checkRights),
  );
}

interface Asked {
  readonly who: Identity;
  readonly lacking: readonly LackingPrivilege[];
}

function reportOf(
  { who, lacking }: Asked,
  object: Securable,
  checkRights: Settings["checkRights"],
): Surroundings {
  const surely = lacking.filter(({ groups }) => groups.length === 0);
  const missing = surely.length === 0 ? [] : [missingRight(surely, object, who)];
  const maybe = lacking
    .filter(({ groups }) => groups.length > 0)
    .map((one) => doubtfulRight(one, object, who));
  return checkRights === "fail"
    ? { ...NO_FAULTS, faults: missing, warnings: maybe }
    : { ...NO_FAULTS, warnings: [...missing, ...maybe] };
}
