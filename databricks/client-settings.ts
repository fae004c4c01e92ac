import { type Profile, readProfile } from "./profile-file";

/** The settings of Databricks' unified authentication that we know, with their names in the environment. */
const VARIABLES = {
  host: "DATABRICKS_HOST",
  token: "DATABRICKS_TOKEN",
  auth_type: "DATABRICKS_AUTH_TYPE",
  client_id: "DATABRICKS_CLIENT_ID",
  client_secret: "DATABRICKS_CLIENT_SECRET",
  token_audience: "DATABRICKS_TOKEN_AUDIENCE",
  azure_client_id: "ARM_CLIENT_ID",
  azure_client_secret: "ARM_CLIENT_SECRET",
  azure_tenant_id: "ARM_TENANT_ID",
} as const;

export type SettingName = keyof typeof VARIABLES;

export interface Setting {
  readonly value: string;
  /** `DATABRICKS_TOKEN`, `databricks:token` or `profile DEFAULT of /home/me/.databrickscfg`. */
  readonly place: string;
}

export interface SettingSources {
  readonly env: NodeJS.ProcessEnv;
  /** The stack's `databricks:host` and `databricks:token`. */
  readonly config: (key: "host" | "token") => string | undefined;
}

/** Every place that gives a setting, the one that counts first. */
export type FindSettings = (name: SettingName) => readonly Setting[];

/**
 * Environment before stack before profile. As in Databricks' SDKs, the profile file is read only where it is asked for
 * or nothing else says where to go: a forgotten `DEFAULT` must not get in the way of a complete environment.
 */
export function clientSettings({ env, config }: SettingSources): FindSettings {
  const given = (name: SettingName): Setting[] =>
    [
      { value: env[VARIABLES[name]], place: VARIABLES[name] as string },
      { value: name === "host" || name === "token" ? config(name) : undefined, place: `databricks:${name}` },
    ].flatMap(({ value, place }) => (value?.trim() ? [{ value: value.trim(), place }] : []));

  const asked = env["DATABRICKS_CONFIG_PROFILE"] !== undefined;
  const silent = (["host", "token", "client_id", "azure_client_id"] as const).every(
    (name) => !given(name).length,
  );
  const found = asked || silent ? readProfile(env) : undefined;
  return (name) => [...given(name), ...fromProfile(name, found)];
}

function fromProfile(name: SettingName, found: { profile: Profile; place: string } | undefined): Setting[] {
  const value = found?.profile.get(name)?.trim();
  return found && value ? [{ value, place: found.place }] : [];
}
