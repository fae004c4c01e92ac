import type { GrantStore, OwnerStore } from "../grants/grant-store";
import {
  isPrivilegeOn,
  parentsOf,
  type Securable,
  securableOf,
  type SecurableType,
} from "../grants/securable";
import { insufficientPermissions, notTheOwner } from "../sql/sql-faults";
import type { TableName } from "../sql/store/physical-name";
import type { WhoIs } from "./identity";

/** ALL PRIVILEGES leaves these out. */
const NOT_OF_ALL = ["MANAGE", "EXTERNAL_USE_SCHEMA"];

/** Which privilege is named to somebody who has none. */
const SEEING: Readonly<Record<SecurableType, string>> = {
  METASTORE: "BROWSE",
  CATALOG: "USE CATALOG",
  SCHEMA: "USE SCHEMA",
  TABLE: "SELECT",
  VOLUME: "READ VOLUME",
  FUNCTION: "EXECUTE",
};

type Place = Pick<TableName, "catalog" | "schema">;

/**
 * Who may do what with catalogs, schemas and tables: what was granted to them or to a group of theirs, on the object or
 * above it, and everything with an object of their own. Each refusal names the privilege and the object.
 *
 * @see https://docs.databricks.com/aws/en/data-governance/unity-catalog/access-control/permissions-concepts
 */
export class DataRights {
  readonly #whoIs: WhoIs;

  constructor(
    readonly grants: GrantStore,
    readonly owners: OwnerStore,
    whoIs: WhoIs,
  ) {
    this.#whoIs = whoIs;
  }

  isAdmin(userName: string): boolean {
    return this.#whoIs(userName).isAdmin;
  }

  has(userName: string, privilege: string, object: Securable): boolean {
    return this.#owns(userName, object) || this.#isGranted(userName, privilege, object);
  }

  /** Whether somebody is shown the object at all: with any privilege that is one on its kind. */
  sees(userName: string, object: Securable): boolean {
    if (this.#owns(userName, object)) return true;
    const { names } = this.#whoIs(userName);
    return [...this.grants.effective(object)].some(
      ([principal, held]) =>
        names.has(principal) && held.some(({ privilege }) => isPrivilegeOn(object.type, privilege)),
    );
  }

  /** "The owner of the object, of the catalog or schema that contains it, or a user with the MANAGE privilege on it". */
  manages(userName: string, object: Securable): boolean {
    const owned = [object, ...parentsOf(object)].some((one) => this.#owns(userName, one));
    return owned || this.#isGranted(userName, "MANAGE", object);
  }

  require(userName: string, privilege: string, object: Securable): void {
    if (!this.has(userName, privilege, object))
      throw insufficientPermissions(words(privilege), named(object));
  }

  requireManage(userName: string, object: Securable): void {
    if (!this.manages(userName, object)) throw insufficientPermissions("MANAGE", named(object));
  }

  requireOwner(userName: string, object: Securable): void {
    if (!this.#owns(userName, object)) throw notTheOwner(named(object));
  }

  requireUse(userName: string, { catalog, schema }: Place): void {
    this.require(userName, "USE_CATALOG", securableOf([catalog]));
    this.require(userName, "USE_SCHEMA", securableOf([catalog, schema]));
  }

  /** MODIFY is worth something "if the user also has SELECT on the object". */
  requireTable(userName: string, name: TableName, privilege: "SELECT" | "MODIFY"): void {
    this.requireUse(userName, name);
    const table = tableObject(name);
    this.require(userName, "SELECT", table);
    if (privilege !== "SELECT") this.require(userName, privilege, table);
  }

  /** Any privilege on it, with the use of what it lies in, lets one ask what it is like. */
  requireSeen(userName: string, object: Securable): void {
    for (const parent of parentsOf(object).reverse())
      this.require(userName, parent.type === "CATALOG" ? "USE_CATALOG" : "USE_SCHEMA", parent);

    if (!this.sees(userName, object)) throw insufficientPermissions(SEEING[object.type], named(object));
  }

  requireNewTable(userName: string, place: Place): void {
    this.requireUse(userName, place);
    this.require(userName, "CREATE_TABLE", securableOf([place.catalog, place.schema]));
  }

  requireNewFunction(userName: string, place: Place): void {
    this.requireUse(userName, place);
    this.require(userName, "CREATE_FUNCTION", securableOf([place.catalog, place.schema]));
  }

  requireNewSchema(userName: string, catalog: string): void {
    this.require(userName, "USE_CATALOG", securableOf([catalog]));
    this.require(userName, "CREATE_SCHEMA", securableOf([catalog]));
  }

  /** Grants on the metastore are not looked at: nobody but administrators makes a catalog here. */
  requireNewCatalog(userName: string): void {
    if (!this.isAdmin(userName)) throw insufficientPermissions("CREATE CATALOG", "Metastore 'local'");
  }

  /** The object was dropped: nobody has anything of it, or of what was in it. */
  forget(object: Securable): void {
    this.grants.forget(object);
    this.owners.forget(object);
  }

  close(): void {
    this.grants.close();
    this.owners.close();
  }

  #owns(userName: string, object: Securable): boolean {
    const { isAdmin, names } = this.#whoIs(userName);
    return isAdmin || names.has(this.owners.of(object));
  }

  #isGranted(userName: string, privilege: string, object: Securable): boolean {
    const { isAdmin, names } = this.#whoIs(userName);
    if (isAdmin) return true;
    const enough = NOT_OF_ALL.includes(privilege) ? [privilege] : [privilege, "ALL_PRIVILEGES"];
    return [...this.grants.effective(object)].some(
      ([principal, held]) => names.has(principal) && held.some((one) => enough.includes(one.privilege)),
    );
  }
}

export function tableObject({ catalog, schema, table }: TableName): Securable {
  return securableOf([catalog, schema, table]);
}

/** A function has the three parts of a table's name. */
export function functionObject({ catalog, schema, table }: TableName): Securable {
  return { type: "FUNCTION", fullName: [catalog, schema, table].join(".") };
}

function words(privilege: string): string {
  return privilege.replaceAll("_", " ");
}

/** `Table 'main.gold.t'` */
function named({ type, fullName }: Securable): string {
  return `${type.charAt(0)}${type.slice(1).toLowerCase()} '${fullName}'`;
}
