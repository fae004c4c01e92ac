import { z } from "zod";
import { ApiError } from "../api-error";
import { parentsOf, type Securable } from "../grants/securable";
import { insufficientPermissions } from "../sql/sql-faults";
import type { TableName } from "../sql/store/physical-name";

const text = z.string().min(1, "must not be empty");
/** Whom it is taken from. @default everybody */
const principal = text.optional();

/** A right that is taken away: everybody has all of them else. */
export const denialShape = z.discriminatedUnion("on", [
  z.strictObject({
    ...{
      on: z.literal("catalog"),
      name: text,
      privilege: z.enum(["USE_CATALOG", "CREATE_SCHEMA"]),
      principal,
    },
  }),
  z.strictObject({
    ...{ on: z.literal("schema"), name: text, privilege: z.enum(["USE_SCHEMA", "CREATE_TABLE"]), principal },
  }),
  z.strictObject({ on: z.literal("table"), name: text, privilege: z.enum(["SELECT", "MODIFY"]), principal }),
  z.strictObject({ on: z.literal("warehouse"), name: text, privilege: z.literal("CAN_USE"), principal }),
  z.strictObject({ on: z.literal("folder"), name: text, privilege: z.literal("CAN_EDIT"), principal }),
]);
export type Denial = z.infer<typeof denialShape>;

const OTHER_OWNER = "data.owner@example.com";

/** What callers may not do, so that a missing grant can be tried out. Grants themselves keep nobody out. */
export class Denials {
  #denials: Denial[] = [];

  get all(): readonly Denial[] {
    return this.#denials;
  }

  add(...denials: readonly Denial[]): void {
    this.#denials.push(...denials);
  }

  clear(): void {
    this.#denials = [];
  }

  requireWarehouse(id: string, userName: string): void {
    if (!this.#isDenied(userName, "warehouse", id, "CAN_USE")) return;
    throw new ApiError(403, "PERMISSION_DENIED", "You do not have permission to use the SQL Warehouse.");
  }

  /** Without a path it is the caller's own folder. */
  requireFolder(path: string | undefined, userName: string): void {
    const name = (path ?? `/Users/${userName}`).replace(/^\/Workspace(?=\/)/, "");
    if (!this.#isDenied(userName, "folder", name, "CAN_EDIT")) return;
    throw new ApiError(
      403,
      "PERMISSION_DENIED",
      `${userName} does not have CAN_EDIT permissions on ${name}. Please contact the owner or an administrator for access.`,
    );
  }

  /** A statement needs the use of catalog and schema, and the privilege on the table. */
  requireTable(
    { catalog, schema, table }: TableName,
    privilege: "SELECT" | "MODIFY",
    userName: string,
  ): void {
    const schemaName = `${catalog}.${schema}`;
    this.#requireUse(catalog, schemaName, userName);
    const name = `${schemaName}.${table}`;
    if (this.#isDenied(userName, "table", name, privilege))
      throw insufficientPermissions(privilege, `Table '${name}'`);
  }

  requireNewTable({ catalog, schema }: Pick<TableName, "catalog" | "schema">, userName: string): void {
    const schemaName = `${catalog}.${schema}`;
    this.#requireUse(catalog, schemaName, userName);
    if (this.#isDenied(userName, "schema", schemaName, "CREATE_TABLE"))
      throw insufficientPermissions("CREATE TABLE", `Schema '${schemaName}'`);
  }

  requireNewSchema(catalog: string, userName: string): void {
    if (this.#isDenied(userName, "catalog", catalog, "USE_CATALOG"))
      throw insufficientPermissions("USE CATALOG", `Catalog '${catalog}'`);
    if (this.#isDenied(userName, "catalog", catalog, "CREATE_SCHEMA"))
      throw insufficientPermissions("CREATE SCHEMA", `Catalog '${catalog}'`);
  }

  /** What the user may not do with the object, or with what it lies in. */
  privilegesDenied(object: Securable, userName: string): ReadonlySet<string> {
    const denied = [object, ...parentsOf(object)].flatMap(({ type, fullName }) =>
      this.#denials.filter(
        ({ on, name, principal = userName }) =>
          on.toUpperCase() === type &&
          name.toLowerCase() === fullName.toLowerCase() &&
          principal === userName,
      ),
    );
    return new Set(denied.map(({ privilege }) => privilege));
  }

  /** Its owner may do everything with an object: it is not shown as that of somebody who may not. */
  ownerShownTo(userName: string, object: Securable, owner: string): string {
    return this.privilegesDenied(object, userName).size > 0 ? OTHER_OWNER : owner;
  }

  #requireUse(catalog: string, schemaName: string, userName: string): void {
    if (this.#isDenied(userName, "catalog", catalog, "USE_CATALOG")) {
      throw insufficientPermissions("USE CATALOG", `Catalog '${catalog}'`);
    }
    if (this.#isDenied(userName, "schema", schemaName, "USE_SCHEMA")) {
      throw insufficientPermissions("USE SCHEMA", `Schema '${schemaName}'`);
    }
  }

  #isDenied(userName: string, on: Denial["on"], name: string, privilege: string): boolean {
    return this.#denials.some(
      (denial) =>
        denial.on === on &&
        denial.privilege === privilege &&
        denial.name.toLowerCase() === name.toLowerCase() &&
        (denial.principal ?? userName) === userName,
    );
  }
}
