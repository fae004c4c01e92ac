import type { SecurableType } from "./privileges";

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
