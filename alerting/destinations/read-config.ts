import { z } from "zod";
import { secretCommand } from "../../messages/advised-commands";
import { nearestWord } from "../../messages/words";
import type { RowNotes } from "../row-notes";
import type { DestinationRow } from "../tables/notification-destinations";
import { DESTINATION_KINDS } from "./destination-kinds";
import type { ManagedDestination, SecretState } from "./plan-destinations";
import { looksSecret } from "./secrets";

type Config = Readonly<Record<string, unknown>>;
type Notes = Pick<RowNotes<keyof DestinationRow>, "hiddenFault">;

const Addresses = z.array(z.email()).min(1);

/**
 * The destination that the row asks for; `undefined` for a row that leaves it to an administrator, or that has faults.
 * No message shows a value: what stands there may be a secret.
 */
export function readManagedDestination(
  row: DestinationRow,
  notes: Notes,
  secretState: SecretState,
): ManagedDestination | undefined {
  const config = parse(row, notes);
  if (config === undefined) return undefined;

  const kind = DESTINATION_KINDS[row.destination_type];
  const keys = Object.keys(config).filter((key) => key !== "manage");
  const known = [...kind.plain, ...Object.values(kind.secrets)];
  const faults = [
    ...keys.filter((key) => !known.includes(key)).map((key) => unknownKey(key, config[key], row)),
    ...kind.required
      .filter((key) => config[key] === undefined)
      .map(
        (key) =>
          `has no ${key}, which a destination of kind ${row.destination_type} needs: write ${kind.example}`,
      ),
    ...kind.plain.flatMap((key) => plainFault(key, config[key])),
    ...Object.values(kind.secrets).flatMap((key) => secretFault(key, config[key], secretState)),
  ];
  faults.forEach((fault) => notes.hiddenFault("config_json", fault));
  return faults.length > 0 ? undefined : managed(row, config);
}

/** Only what says that it is to be managed is ours to judge: rows of the earlier framework hold notes of people. */
function parse(row: DestinationRow, notes: Notes): Config | undefined {
  const text = row.config_json?.trim() ?? "";
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    if (text.includes('"manage"')) notes.hiddenFault("config_json", "is no JSON");

    return undefined;
  }
  if (typeof json !== "object" || json === null || Array.isArray(json) || !("manage" in json))
    return undefined;

  if (typeof json.manage !== "boolean")
    notes.hiddenFault("config_json", 'has a "manage" that is neither true nor false');

  return json.manage === true ? { ...json } : undefined;
}

function unknownKey(key: string, value: unknown, { destination_type }: DestinationRow): string {
  const kind = DESTINATION_KINDS[destination_type];
  const named = Object.entries(kind.secrets).find(([, name]) => name === `${key}_secret`)?.[1];
  if (named !== undefined || looksSecret(value)) return inClear(key, named ?? Object.values(kind.secrets)[0]);

  const known = [...kind.plain, ...Object.values(kind.secrets)];
  const nearest = nearestWord(key, known);
  return (
    `has ${JSON.stringify(key)}, which a destination of kind ${destination_type} does not take` +
    (nearest === undefined ? `: write ${kind.example}` : `; did you mean ${nearest}?`)
  );
}

function inClear(key: string, named: string | undefined): string {
  const where = named === undefined ? "" : `, and name it in ${named}`;
  return (
    `has a secret in clear, in ${JSON.stringify(key)}: move it into the stack's configuration ` +
    `(${secretCommand("<name>")})${where}. Whoever can read the table has seen it: renew it`
  );
}

function plainFault(key: string, value: unknown): string[] {
  if (value === undefined) return [];

  if (key === "addresses")
    return Addresses.safeParse(value).success ? [] : ["has addresses that are no list of e-mail addresses"];

  return typeof value !== "string" || value === ""
    ? [`has a ${key} that is no text`]
    : looksSecret(value)
      ? [inClear(key, undefined)]
      : [];
}

function secretFault(key: string, value: unknown, secretState: SecretState): string[] {
  if (value === undefined) return [];

  if (typeof value !== "string" || value === "") return [`has a ${key} that names no secret`];

  const state = secretState(value);
  if (state === "secret") return [];

  if (state === "clear") {
    return [
      `names ${value} as its secret, which stands in clear in the stack's configuration: ` +
        `${secretCommand(value)}, and renew it`,
    ];
  }
  return looksSecret(value) || !/^[A-Za-z_][\w.-]*$/.test(value)
    ? [inClear(key, key)]
    : [`names the secret ${value}, which the stack does not have: ${secretCommand(value)}`];
}

function managed(row: DestinationRow, config: Config): ManagedDestination {
  const kind = DESTINATION_KINDS[row.destination_type];
  const secrets = Object.entries(kind.secrets).map(([argument, key]) => [argument, config[key]] as const);
  // Checked before: texts, and a list of texts.
  const plain = kind.plain.map((key) => [key, config[key]] as [string, string | readonly string[]]);
  return {
    destinationId: row.destination_id,
    displayName: row.destination_name,
    kind: row.destination_type,
    plain: Object.fromEntries(plain.filter(([, value]) => value !== undefined)),
    secrets: Object.fromEntries(
      secrets.flatMap(([argument, name]) => (typeof name === "string" ? [[argument, name]] : [])),
    ),
    plannedId: row.databricks_destination_id?.trim() || `to be made: ${row.destination_id}`,
  };
}
