import { ExpectedError } from "../../expected-error";
import { isMap, type PropertyMap, type PropertyValue } from "../../values/property-value";
import { type Fields, jsonName, text } from "../field";
import { scalarText } from "../json";
import type { Failure } from "../resource-type";
import type { RestClient } from "../rest-client";

/** Who has which privileges. */
export type Assignments = ReadonlyMap<string, ReadonlySet<string>>;

/** What privileges can be given on, by the argument that names it, and the API's word where that is another. */
const SECURABLES: Readonly<Record<string, string>> = {
  catalog: "catalog",
  credential: "credential",
  externalLocation: "external_location",
  foreignConnection: "connection",
  function: "function",
  metastore: "metastore",
  model: "function",
  pipeline: "pipeline",
  recipient: "recipient",
  schema: "schema",
  storageCredential: "storage_credential",
  table: "table",
  volume: "volume",
};

export const SECURABLE_FIELDS: Fields = Object.fromEntries(
  Object.keys(SECURABLES).map((name) => [name, text({ replaces: true })]),
);

/** Shares have an API of their own; the others came with services that nobody here has. */
export const UNSUPPORTED_SECURABLES = [
  "mcpService",
  "modelProviderService",
  "modelService",
  "secret",
  "share",
  "providerConfig",
];

export function checkSecurable(inputs: PropertyMap): Failure[] {
  const named = Object.keys(SECURABLES).filter((name) => inputs[name]);
  if (named.length === 1) return [];
  const what = named.length === 0 ? "none is" : `${named.join(" and ")} are`;
  return [
    { property: "", reason: `exactly one of ${Object.keys(SECURABLES).join(", ")} must be set: ${what}` },
  ];
}

/** As in `schema/main.gold`. */
export function securableId(planned: PropertyMap): string {
  const name = Object.keys(SECURABLES).find((known) => planned[known]) ?? "";
  return `${jsonName(name, text())}/${scalarText(planned[name])}`;
}

/** The argument that an id says, which is what an import knows. */
export function securableOf(id: string): { path: string; argument: PropertyMap } {
  const [word = "", name = ""] = id.split("/");
  const argument = Object.keys(SECURABLES).find((known) => jsonName(known, text()) === word);
  if (argument === undefined || name === "")
    throw new ExpectedError(`${JSON.stringify(id)} is no id of grants, which is as in schema/main.gold`);
  const type = SECURABLES[argument] ?? "";
  return { path: `/api/2.1/unity-catalog/permissions/${type}/${name}`, argument: { [argument]: name } };
}

/** "Unity Catalog accepts privileges with spaces, but will automatically convert them to underscores". */
export function privilege(value: PropertyValue): string {
  return scalarText(value).replaceAll(" ", "_").toUpperCase();
}

export function privileges(value: PropertyValue | undefined): Set<string> {
  return new Set(Array.isArray(value) ? value.map(privilege) : []);
}

export async function readAssignments(api: RestClient, path: string): Promise<Assignments> {
  const { privilege_assignments: list = [] } = await api.call("GET", path);
  const entries = Array.isArray(list) ? list.filter(isMap) : [];
  return new Map(entries.map((entry) => [scalarText(entry.principal), privileges(entry.privileges)]));
}

/**
 * Brings what is there to what is wanted, by the difference; and looks whether it came to be. Nothing is sent where
 * nothing differs. `only`: nobody else's privileges are looked at.
 */
export async function replaceAssignments(
  api: RestClient,
  path: string,
  wanted: Assignments,
  only?: string,
): Promise<void> {
  const changes = changesOf(await readAssignments(api, path), wanted, only);
  if (changes.length === 0) return;
  await api.call("PATCH", path, { changes });
  const left = changesOf(await readAssignments(api, path), wanted, only);
  if (left.length > 0)
    throw new ExpectedError(`the privileges are not those that were asked for: ${JSON.stringify(left)}`);
}

function changesOf(existing: Assignments, wanted: Assignments, only?: string): PropertyMap[] {
  const principals = new Set([...wanted.keys(), ...existing.keys()]);
  return [...principals]
    .filter((principal) => only === undefined || principal === only)
    .sort()
    .flatMap((principal) => {
      const [has, shall] = [
        existing.get(principal) ?? new Set<string>(),
        wanted.get(principal) ?? new Set<string>(),
      ];
      const add = [...shall].filter((one) => !has.has(one));
      const remove = [...has].filter((one) => !shall.has(one));
      if (add.length + remove.length === 0) return [];
      return [{ principal, ...(add.length > 0 && { add }), ...(remove.length > 0 && { remove }) }];
    });
}
