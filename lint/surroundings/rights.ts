import type { Identity } from "../../databricks/directory";
import type { Securable } from "../../databricks/grants-api";
import type { LackingPrivilege } from "../../databricks/privileges";
import { counted } from "../../messages/words";
import { quoteIdentifier } from "../../sql/quoting";

type Principal = Pick<Identity, "userName">;

/** What making tables takes, on the schema that they are made in. */
export const MAKES_TABLES = ["USE_CATALOG", "USE_SCHEMA", "CREATE_TABLE"] as const;
/** What making that schema takes, on its catalog. */
export const MAKES_SCHEMA = ["USE_CATALOG", "CREATE_SCHEMA"] as const;
/** What a query takes: the first two on the schema, the last one on each table that it reads. */
export const READS_IN_SCHEMA = ["USE_CATALOG", "USE_SCHEMA"] as const;
export const READS = ["SELECT"] as const;
/** What its score takes, on the function that it calls. */
export const CALLS = ["EXECUTE"] as const;
/** What the program takes on a table that it writes outcomes into. */
export const WRITES = ["MODIFY"] as const;

export function missingRight(
  lacking: readonly LackingPrivilege[],
  object: Securable,
  { userName }: Principal,
): string {
  const statements = lacking.map(({ privilege }) => grantOf(privilege, object, userName));
  return (
    `${userName} lacks ${lacking.map(({ privilege }) => inSql(privilege)).join(", ")} on the ${object.type} ${object.name}, ` +
    `which the up needs: ${statements.join("; ")} (or set checkRights to warn, where somebody else runs the up).`
  );
}

export function doubtfulRight(right: LackingPrivilege, object: Securable, who: Principal): string {
  return `${doubt(right, object, who)}: unless one of their groups is in it, the up fails. Else: ${grantOf(right.privilege, object, who.userName)}`;
}

/** `MODIFY on the table x is with 1 group that ana@example.com is not listed in (finops)` */
export function doubt({ privilege, groups }: LackingPrivilege, object: Securable, who: Principal): string {
  return (
    `${inSql(privilege)} on the ${object.type} ${object.name} is with ${counted(groups.length, "group")} that ${who.userName} is not ` +
    `listed in (${groups.join(", ")})`
  );
}

/** As a statement. */
export function grantOf(privilege: string, object: Securable, userName: string): string {
  const { type, name } = grantedOn(privilege, object);
  const quoted = name.split(".").map(quoteIdentifier).join(".");
  return `GRANT ${inSql(privilege)} ON ${type.toUpperCase()} ${quoted} TO ${quoteIdentifier(userName)}`;
}

/** USE CATALOG is granted on the catalog, and USE SCHEMA on the schema, whatever needs it. */
export function grantedOn(privilege: string, object: Securable): Securable {
  const [catalog = "", schema = ""] = object.name.split(".");
  if (privilege === "USE_CATALOG") return { type: "catalog", name: catalog };
  return privilege === "USE_SCHEMA" && object.type !== "catalog"
    ? { type: "schema", name: `${catalog}.${schema}` }
    : object;
}

export function inSql(privilege: string): string {
  return privilege.replaceAll("_", " ");
}
