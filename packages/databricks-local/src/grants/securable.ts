/** Something that grants are on. */
export interface Securable {
  readonly type: SecurableType;
  /** `main`, `main.gold`, `main.gold.t` in lower case; the metastore's id. */
  readonly fullName: string;
}

export function securableKey({ type, fullName }: Securable): string {
  return `${type}:${fullName.toLowerCase()}`;
}

/** Whether the key is that of the object, or of something in it. */
export function isWithin(key: string, securable: Securable): boolean {
  const fullName = key.slice(key.indexOf(":") + 1);
  return key === securableKey(securable) || fullName.startsWith(`${securable.fullName.toLowerCase()}.`);
}

/** The objects that it lies in, the nearest first; the metastore is not among them, since its grants are its own. */
export function parentsOf({ type, fullName }: Securable): Securable[] {
  if (type === "METASTORE" || type === "CATALOG") return [];
  const [catalog = "", schema = ""] = fullName.split(".");
  const parents: Securable[] = [{ type: "CATALOG", fullName: catalog }];
  if (type !== "SCHEMA") parents.unshift({ type: "SCHEMA", fullName: `${catalog}.${schema}` });
  return parents;
}

/** By the number of its parts: a catalog, a schema, or what lies in one. */
export function securableOf(name: readonly string[]): Securable {
  const type = name.length === 1 ? "CATALOG" : name.length === 2 ? "SCHEMA" : "TABLE";
  return { type, fullName: name.join(".") };
}

/** The kinds of object that grants are on here, parents first. */
export const SECURABLE_TYPES = ["METASTORE", "CATALOG", "SCHEMA", "TABLE", "VOLUME", "FUNCTION"] as const;
export type SecurableType = (typeof SECURABLE_TYPES)[number];

const ON_TABLES = ["SELECT", "MODIFY", "REFRESH"] as const;
const ON_VOLUMES = ["READ_VOLUME", "WRITE_VOLUME"] as const;
const ON_ALL = ["ALL_PRIVILEGES", "MANAGE", "APPLY_TAG"] as const;
const IN_SCHEMAS = [
  "CREATE_FUNCTION",
  "CREATE_MATERIALIZED_VIEW",
  "CREATE_MODEL",
  "CREATE_TABLE",
  "CREATE_VOLUME",
  "EXTERNAL_USE_SCHEMA",
  "EXECUTE",
  "USE_SCHEMA",
] as const;

/**
 * What can be granted on each; a privilege on a parent is one on everything below it.
 *
 * @see https://docs.databricks.com/aws/en/data-governance/unity-catalog/manage-privileges/privileges
 */
const PRIVILEGES: Readonly<Record<SecurableType, readonly string[]>> = {
  METASTORE: [
    "CREATE_CATALOG",
    "CREATE_CLEAN_ROOM",
    "CREATE_CONNECTION",
    "CREATE_EXTERNAL_LOCATION",
    "CREATE_PROVIDER",
    "CREATE_RECIPIENT",
    "CREATE_SHARE",
    "CREATE_STORAGE_CREDENTIAL",
    "MANAGE_ALLOWLIST",
    "SET_SHARE_PERMISSION",
    "USE_CONNECTION",
    "USE_MARKETPLACE_ASSETS",
    "USE_PROVIDER",
    "USE_RECIPIENT",
    "USE_SHARE",
  ],
  CATALOG: [...ON_ALL, "BROWSE", "CREATE_SCHEMA", "USE_CATALOG", ...IN_SCHEMAS, ...ON_TABLES, ...ON_VOLUMES],
  SCHEMA: [...ON_ALL, ...IN_SCHEMAS, ...ON_TABLES, ...ON_VOLUMES],
  TABLE: [...ON_ALL, ...ON_TABLES],
  VOLUME: [...ON_ALL, ...ON_VOLUMES],
  FUNCTION: [...ON_ALL, "EXECUTE"],
};

/** As REST writes it: SQL's `USE SCHEMA` is `USE_SCHEMA`. */
export function privilegeName(text: string): string {
  return text.trim().toUpperCase().replace(/\s+/g, "_");
}

export function isPrivilegeOn(type: SecurableType, privilege: string): boolean {
  return PRIVILEGES[type].includes(privilege);
}
