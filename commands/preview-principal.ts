import { ExpectedError } from "../messages/expected-error";
import type { SettingSources } from "../databricks/client-settings";

/** The ways to sign in by an identity token of the job, which need no secret. */
const BY_IDENTITY_TOKEN = ["github-oidc", "azure-devops-oidc", "env-oidc", "file-oidc"];

/** Who is to ask the queries of a review, and where its credentials are looked for. */
export interface PreviewPrincipal {
  readonly sources: SettingSources;
  /** Left out: whoever signs in. */
  readonly name?: string;
}

/**
 * With DATABRICKS_PREVIEW_CLIENT_ID a review signs in as that service principal, by its secret
 * (DATABRICKS_PREVIEW_CLIENT_SECRET) or by the job's identity token, and never as whoever deploys: what else there is of
 * credentials is left alone. `as` is the name that --as gives.
 */
export function previewPrincipal(sources: SettingSources, as?: string): PreviewPrincipal {
  const { env, config } = sources;
  const id = env["DATABRICKS_PREVIEW_CLIENT_ID"]?.trim();
  if (!id) return { sources, ...(as !== undefined && { name: as }) };
  if (as !== undefined && as.toLowerCase() !== id.toLowerCase())
    throw new ExpectedError(`--as names ${as}, and DATABRICKS_PREVIEW_CLIENT_ID ${id}: give one of them.`);

  const secret = env["DATABRICKS_PREVIEW_CLIENT_SECRET"]?.trim();
  const type = env["DATABRICKS_AUTH_TYPE"]?.trim() ?? config("authType") ?? "";
  if (!secret && !BY_IDENTITY_TOKEN.includes(type)) {
    throw new ExpectedError(
      "DATABRICKS_PREVIEW_CLIENT_ID needs DATABRICKS_PREVIEW_CLIENT_SECRET, or a DATABRICKS_AUTH_TYPE by the job's " +
        `identity token (${BY_IDENTITY_TOKEN.join(", ")}).`,
    );
  }
  const signIn = secret
    ? { DATABRICKS_AUTH_TYPE: "oauth-m2m", DATABRICKS_CLIENT_SECRET: secret }
    : { DATABRICKS_AUTH_TYPE: type, DATABRICKS_CLIENT_SECRET: "" };
  return {
    sources: { env: { ...env, ...signIn, DATABRICKS_CLIENT_ID: id, DATABRICKS_TOKEN: "" }, config },
    name: id,
  };
}
