import { z } from "zod";
import { ApiError } from "../api-error";
import { configFaults, DESTINATION_KINDS, settableFields } from "./destination-config";

type Fields = Record<string, unknown>;
/** Fields by the name of their kind: one kind only. */
export type Config = Record<string, Fields>;

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
  if (kind !== before) {
    throw ApiError.invalidParameter("The type of a notification destination cannot change");
  }
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
