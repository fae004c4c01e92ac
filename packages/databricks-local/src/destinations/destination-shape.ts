import { z } from "zod";
import { ApiError } from "../api-error";
import { isLoopback } from "../loopback";

const text = z.string().min(1, "must not be empty").optional();

const url = z.string().refine(isReachable, "must be an https URL").optional();

/**
 * One kind of `config`: the type that the service derives from it, its fields, those that it keeps to itself, and the
 * sets of fields of which one is needed.
 */
interface DestinationKind {
  readonly type: string;
  readonly fields: Readonly<Record<string, z.ZodType>>;
  readonly secrets: readonly string[];
  readonly oneOf: readonly (readonly string[])[];
}

/** @see https://docs.databricks.com/api/workspace/notificationdestinations/create */
const DESTINATION_KINDS: Readonly<Record<string, DestinationKind>> = {
  email: {
    type: "EMAIL",
    fields: { addresses: z.array(z.email("is not an e-mail address")).min(1, "must not be empty") },
    secrets: [],
    oneOf: [["addresses"]],
  },
  slack: {
    type: "SLACK",
    fields: { url, channel_id: text, oauth_token: text },
    secrets: ["url", "oauth_token"],
    oneOf: [["url"], ["channel_id", "oauth_token"]],
  },
  pagerduty: {
    type: "PAGERDUTY",
    fields: { integration_key: text },
    secrets: ["integration_key"],
    oneOf: [["integration_key"]],
  },
  generic_webhook: {
    type: "WEBHOOK",
    fields: { url, username: text, password: text },
    secrets: ["url", "username", "password"],
    oneOf: [["url"]],
  },
  microsoft_teams: {
    type: "MICROSOFT_TEAMS",
    fields: { url, app_id: text, auth_secret: text, channel_url: text, tenant_id: text },
    secrets: ["url", "app_id", "auth_secret", "channel_url", "tenant_id"],
    oneOf: [["url"], ["app_id", "auth_secret", "channel_url", "tenant_id"]],
  },
};

type Fields = Record<string, unknown>;
/** Fields by the name of their kind: one kind only. */
type Config = Record<string, Fields>;

const configShape = z
  .record(z.string(), z.record(z.string(), z.unknown()))
  .refine(
    (config) =>
      Object.keys(config).length === 1 && Object.keys(config).every((kind) => kind in DESTINATION_KINDS),
    { error: `must hold exactly one of ${Object.keys(DESTINATION_KINDS).join(", ")}` },
  );

/** @see https://docs.databricks.com/api/workspace/notificationdestinations */
export const destinationShape = z.looseObject({
  display_name: z.string().min(1, "must not be empty"),
  config: configShape,
});
export type DestinationBody = z.infer<typeof destinationShape>;

/** What a PATCH takes: fields that are left out stay. */
export const destinationChangeShape = destinationShape.partial();
export type DestinationChange = z.infer<typeof destinationChangeShape>;

/** A config that is whole and right, with what is left out taken from the one before; the kind never changes. */
export function completeConfig(change: Config, previous: Config = {}): Config {
  const [kind = ""] = Object.keys(change);
  const [before = kind] = Object.keys(previous);
  if (kind !== before)
    throw ApiError.invalidParameter("The type of a notification destination cannot change");

  const fields = { ...previous[kind], ...settableFields(change[kind] ?? {}) };
  const faults = configFaults(kind, fields);
  if (faults.length === 0) return { [kind]: fields };
  throw ApiError.invalidParameter(faults.map((fault) => `config.${kind}: ${fault}`).join("; "));
}

export function destinationTypeOf(config: Config): string {
  const [kind = ""] = Object.keys(config);
  return DESTINATION_KINDS[kind]?.type ?? "";
}

/** What the service shows of a config: each secret only as `<name>_set: true`. */
export function redactConfig(config: Config): Config {
  const shown: Config = {};
  for (const [kind, fields] of Object.entries(config)) {
    const isSecret = (name: string) => DESTINATION_KINDS[kind]?.secrets.includes(name) === true;
    shown[kind] = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => (isSecret(name) ? [`${name}_set`, true] : [name, value])),
    );
  }
  return shown;
}

/** Plain http is for receivers on this machine only: the service refuses it. */
function isReachable(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const parsed = new URL(value);
  return parsed.protocol === "https:" || (parsed.protocol === "http:" && isLoopback(parsed));
}

/** Every fault of a whole config, as `field: why`. */
function configFaults(kind: string, fields: Readonly<Record<string, unknown>>): string[] {
  const known = DESTINATION_KINDS[kind];
  if (known === undefined) return [];
  const unknown = Object.keys(fields).filter((name) => !(name in known.fields));
  const faults = unknown.map((name) => `${name}: is no field of ${kind}`);
  for (const [name, schema] of Object.entries(known.fields)) {
    const result = schema.safeParse(fields[name]);
    if (fields[name] !== undefined && !result.success)
      faults.push(`${name}: ${result.error.issues.map(({ message }) => message).join(", ")}`);
  }
  if (known.oneOf.some((names) => names.every((name) => fields[name] !== undefined))) return faults;
  return [...faults, `needs ${known.oneOf.map((names) => names.join(" and ")).join(", or ")}`];
}

/** Without `<secret>_set`, which only the service says. */
function settableFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !name.endsWith("_set")));
}
