import { type Identity, ownIdentity } from "../databricks/directory";
import type { Securable } from "../databricks/grants-api";
import { type LackingPrivilege, lackingPrivileges } from "../databricks/privileges";
import type { RestClient } from "../databricks/rest-client";
import { findInUnityCatalog, type FoundObject, type UnityObject } from "../databricks/unity-catalog";
import { counted } from "../messages/words";
import type { Settings } from "../settings/settings";
import { quoteIdentifier } from "../sql/quoting";
import { folders } from "./check-folders";
import { type Check, fault, NO_FAULTS, type Surroundings, unlessRefused, whereAnswered } from "./permissions";

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
 * beside each other, and only for what the run is about to do. What may not be asked is left to the `up`.
 */
export async function checkSurroundings(
  settings: Settings,
  rest: RestClient,
  { makesTables, hasAlerts, writes }: Needs,
): Promise<Surroundings> {
  let asked: Promise<Identity> | undefined;
  const check: Check = { settings, rest, identity: () => (asked ??= ownIdentity(rest)) };
  const { catalog, goldSchema } = settings;
  const results = await Promise.all([
    hasAlerts ? folders(check) : NO_FAULTS,
    makesTables ? place(check) : NO_FAULTS,
    ...writes.map((table) => tableRights(check, `${catalog}.${goldSchema}.${table}`)),
  ]);
  return {
    faults: results.flatMap(({ faults }) => faults),
    warnings: results.flatMap(({ warnings }) => warnings),
  };
}

/** Where tables are to be made. */
async function place(check: Check): Promise<Surroundings> {
  const { catalog, goldSchema, createCatalog, createSchema } = check.settings;
  const name = `${catalog}.${goldSchema}`;
  const schema = await find(check, "schemas", name);
  if (schema === REFUSED) return unseen({ type: "schema", name }, "USE CATALOG, USE SCHEMA and CREATE TABLE");
  if (schema !== undefined)
    return rights(check, { type: "schema", name }, schema, ["USE_CATALOG", "USE_SCHEMA", "CREATE_TABLE"]);

  if (!createSchema) {
    return fault(
      `The schema ${name} does not exist, or you may not see it: ` +
        "create it, set createSchema to true, or set catalog and goldSchema to where the config tables live.",
    );
  }
  const parent = await find(check, "catalogs", catalog);
  if (parent === REFUSED) return unseen({ type: "catalog", name: catalog }, "USE CATALOG and CREATE SCHEMA");
  if (parent !== undefined)
    return rights(check, { type: "catalog", name: catalog }, parent, ["USE_CATALOG", "CREATE_SCHEMA"]);

  // Who may make a catalog is known to the metastore's administrators alone.
  return createCatalog
    ? NO_FAULTS
    : fault(
        `The catalog ${catalog} does not exist, or you may not see it: ` +
          "create it, set createCatalog to true, or set catalog to where the config tables live.",
      );
}

async function tableRights(check: Check, name: string): Promise<Surroundings> {
  if (check.settings.checkRights === "off") return NO_FAULTS;
  return whereAnswered(`The table ${name}`, find(check, "tables", name), (table) =>
    table === undefined || table === REFUSED
      ? NO_FAULTS
      : rights(check, { type: "table", name }, table, ["MODIFY"]),
  );
}

/** It is there, and whoever asks may not see it. */
const REFUSED = "refused";

async function find(
  { rest }: Check,
  kind: UnityObject,
  name: string,
): Promise<FoundObject | typeof REFUSED | undefined> {
  const answer = await unlessRefused(findInUnityCatalog(rest, kind, [name]).then((found) => ({ found })));
  return answer === undefined ? REFUSED : answer.found;
}

/** Making it a second time, or anything in it, would be refused, too. */
function unseen({ type, name }: Securable, privileges: string): Surroundings {
  return fault(
    `You may not see the ${type} ${name} (403), in which the up makes something: it needs ${privileges} there. ` +
      "Grant what is missing to whoever deploys, or set catalog and goldSchema to where the config tables live.",
  );
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
    ? { faults: missing, warnings: maybe }
    : { faults: [], warnings: [...missing, ...maybe] };
}

function missingRight(
  lacking: readonly LackingPrivilege[],
  object: Securable,
  { userName }: Identity,
): string {
  const statements = lacking.map(({ privilege }) => grantOf(privilege, object, userName));
  return (
    `${userName} lacks ${lacking.map(({ privilege }) => inSql(privilege)).join(", ")} on the ${object.type} ${object.name}, ` +
    `which the up needs: ${statements.join("; ")} (or set checkRights to warn, where somebody else runs the up).`
  );
}

function doubtfulRight(
  { privilege, groups }: LackingPrivilege,
  object: Securable,
  { userName }: Identity,
): string {
  return (
    `${inSql(privilege)} on the ${object.type} ${object.name} is with ${counted(groups.length, "group")} that ${userName} is not ` +
    `listed in (${groups.join(", ")}): unless one of their groups is in it, the up fails. Else: ${grantOf(privilege, object, userName)}`
  );
}

/** As a statement: USE CATALOG is granted on the catalog, whatever needs it. */
function grantOf(privilege: string, { type, name }: Securable, userName: string): string {
  const parts = name.split(".");
  const on =
    privilege === "USE_CATALOG" ? (["catalog", parts.slice(0, 1)] as const) : ([type, parts] as const);
  const object = on[1].map(quoteIdentifier).join(".");
  return `GRANT ${inSql(privilege)} ON ${on[0].toUpperCase()} ${object} TO ${quoteIdentifier(userName)}`;
}

function inSql(privilege: string): string {
  return privilege.replaceAll("_", " ");
}
