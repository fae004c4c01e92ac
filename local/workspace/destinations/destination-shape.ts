import { z } from "zod";
import { ApiError } from "../api-error";

/** The kinds of `config`, with the type that the service derives from each and the fields that it keeps to itself. */
const KINDS: Record<string, { type: string; secrets: readonly string[] }> = {
  email: { type: "EMAIL", secrets: [] },
  slack: { type: "SLACK", secrets: ["url", "oauth_token"] },
  pagerduty: { type: "PAGERDUTY", secrets: ["integration_key"] },
  generic_webhook: { type: "WEBHOOK", secrets: ["url", "username", "password"] },
  microsoft_teams: {
    type: "MICROSOFT_TEAMS",
    secrets: ["url", "app_id", "auth_secret", "channel_url", "tenant_id"],
  },
};

const configShape = z
  .record(z.string(), z.record(z.string(), z.unknown()))
  .refine(
    (config) => Object.keys(config).length === 1 && Object.keys(config).every((kind) => kind in KINDS),
    {
      error: `must hold exactly one of ${Object.keys(KINDS).join(", ")}`,
    },
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

type Config = Record<string, unknown>;

export function destinationTypeOf(config: Config): string {
  const [kind = ""] = Object.keys(config);
  const known = KINDS[kind];
  if (known === undefined) throw ApiError.invalidParameter(`config: '${kind}' is not a kind of destination`);
  return known.type;
}

/** What the service shows of a config: each secret only as `<name>_set: true`. */
export function redactConfig(config: DestinationBody["config"]): Record<string, Config> {
  const shown: Record<string, Config> = {};
  for (const [kind, fields] of Object.entries(config)) {
    const isSecret = (name: string) => KINDS[kind]?.secrets.includes(name) === true;
    shown[kind] = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => (isSecret(name) ? [`${name}_set`, true] : [name, value])),
    );
  }
  return shown;
}
