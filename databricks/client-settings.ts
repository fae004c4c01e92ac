import { secretCommand } from "../messages/advised-commands";
import { type FoundProfile, readProfile } from "./profile-file";

export interface SettingNames {
  /** In the environment. */
  readonly variable: string;
  /** In the stack's configuration, after `databricks:`, where `@pulumi/databricks` reads it, too. */
  readonly key: string;
  /** In a profile, where it is not the setting's own name alone. */
  readonly alias?: string;
}

/** The settings of Databricks' unified authentication that we know. */
const SETTINGS = {
  host: { variable: "DATABRICKS_HOST", key: "host" },
  token: { variable: "DATABRICKS_TOKEN", key: "token" },
  auth_type: { variable: "DATABRICKS_AUTH_TYPE", key: "authType" },
  client_id: { variable: "DATABRICKS_CLIENT_ID", key: "clientId" },
  client_secret: { variable: "DATABRICKS_CLIENT_SECRET", key: "clientSecret" },
  token_audience: { variable: "DATABRICKS_TOKEN_AUDIENCE", key: "audience", alias: "audience" },
  oidc_token_env: { variable: "DATABRICKS_OIDC_TOKEN_ENV", key: "oidcTokenEnv" },
  oidc_token_filepath: {
    variable: "DATABRICKS_OIDC_TOKEN_FILEPATH",
    key: "databricksIdTokenFilepath",
    alias: "databricks_id_token_filepath",
  },
  databricks_cli_path: { variable: "DATABRICKS_CLI_PATH", key: "databricksCliPath" },
  cloud: { variable: "DATABRICKS_CLOUD", key: "cloud" },
  azure_use_msi: { variable: "ARM_USE_MSI", key: "azureUseMsi" },
  azure_client_id: { variable: "ARM_CLIENT_ID", key: "azureClientId" },
  azure_client_secret: { variable: "ARM_CLIENT_SECRET", key: "azureClientSecret" },
  azure_tenant_id: { variable: "ARM_TENANT_ID", key: "azureTenantId" },
} as const satisfies Record<string, SettingNames>;

export type ClientSettingName = keyof typeof SETTINGS;

/** What must be kept encrypted in the stack's configuration. */
export const SECRET_SETTINGS: readonly SettingNames[] = [
  SETTINGS.token,
  SETTINGS.client_secret,
  SETTINGS.azure_client_secret,
];

/** What to do about one that is not. */
export function clearSecretText({ key, variable }: SettingNames): string {
  return (
    `databricks:${key} stands in the stack's configuration in clear. Set it with ` +
    `\`${secretCommand(`databricks:${key}`)}\`, or give ${variable}, and renew it.`
  );
}

export interface Setting {
  readonly value: string;
  /** `DATABRICKS_TOKEN`, `databricks:token` or `profile DEFAULT of /home/me/.databrickscfg`. */
  readonly place: string;
  /** The same without the path of a file. */
  readonly shortPlace: string;
}

export interface SettingSources {
  readonly env: NodeJS.ProcessEnv;
  /** The stack's `databricks:<key>`. */
  readonly config: (key: string) => string | undefined;
}

export interface ClientSettings {
  /** Every place that gives a setting, the one that counts first. */
  find(name: ClientSettingName): readonly Setting[];
  /** The profile that was read. */
  readonly profile?: FoundProfile;
}

/**
 * Environment before stack before profile. As in Databricks' SDKs, the profile file is read only where it is asked for
 * or nothing else says where to go: a forgotten `DEFAULT` must not get in the way of a complete environment.
 */
export function clientSettings({ env, config }: SettingSources): ClientSettings {
  const given = (name: ClientSettingName): Setting[] => {
    const { variable, key } = SETTINGS[name];
    return [
      { value: env[variable], place: variable },
      { value: config(key), place: `databricks:${key}` },
    ].flatMap(({ value, place }) =>
      value?.trim() ? [{ value: value.trim(), place, shortPlace: place }] : [],
    );
  };
  const named = namedProfile(env, config);
  const silent = (["host", "token", "client_id", "azure_client_id"] as const).every(
    (name) => !given(name).length,
  );
  const found =
    named !== undefined || silent
      ? readProfile(env, { ...(named && { named }), file: config("configFile") })
      : undefined;
  return {
    find: (name) => [...given(name), ...fromProfile(name, found)],
    ...(found && { profile: found }),
  };
}

function namedProfile(
  { DATABRICKS_CONFIG_PROFILE: name }: NodeJS.ProcessEnv,
  config: SettingSources["config"],
) {
  const ofTheStack = config("profile");
  if (name !== undefined) return { name, place: "DATABRICKS_CONFIG_PROFILE" };
  return ofTheStack ? { name: ofTheStack, place: "databricks:profile" } : undefined;
}

function fromProfile(name: ClientSettingName, found: FoundProfile | undefined): Setting[] {
  const { alias }: SettingNames = SETTINGS[name];
  const value = (found?.profile.get(name) ?? found?.profile.get(alias ?? name))?.trim();
  return found && value ? [{ value, place: found.place, shortPlace: `profile ${found.name}` }] : [];
}
