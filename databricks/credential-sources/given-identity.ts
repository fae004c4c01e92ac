import { readFileSync } from "node:fs";
import { SignInError } from "../connection-error";
import type { CredentialSource } from "../token-source";
import { exchangedIdentity } from "./exchange-identity";

const DEFAULT_VARIABLE = "DATABRICKS_OIDC_TOKEN";

/**
 * An identity token in an environment variable, as GitLab, CircleCI and others give it to a job.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/oauth-federation-provider
 */
export const envOidc: CredentialSource = {
  authType: "env-oidc",
  needs: `an identity token in ${DEFAULT_VARIABLE}, or in the variable that DATABRICKS_OIDC_TOKEN_ENV names`,
  find(request) {
    const { env, setting } = request;
    const named = setting("oidc_token_env");
    const variable = named?.value ?? DEFAULT_VARIABLE;
    const identity = env[variable]?.trim();
    if (!identity)
      return named && { refused: `${named.place} names the variable ${variable}, which is not set` };

    return exchangedIdentity(request, {
      name: `the identity token in ${variable}`,
      identity: () => Promise.resolve(identity),
    });
  },
};

/**
 * An identity token in a file, as Kubernetes and SPIFFE write it and renew it: read again for each token.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/oauth-federation-provider
 */
export const fileOidc: CredentialSource = {
  authType: "file-oidc",
  needs: "the path of a file with an identity token in DATABRICKS_OIDC_TOKEN_FILEPATH",
  find(request) {
    const path = request.setting("oidc_token_filepath");
    if (path === undefined) return undefined;

    const first = readIdentity(path.value);
    if ("refused" in first) return { refused: `${path.place} names ${path.value}, ${first.refused}` };

    return exchangedIdentity(request, {
      name: `the identity token in the file of ${path.place}`,
      identity() {
        const { refused, identity } = { refused: "", identity: "", ...readIdentity(path.value) };
        return refused === ""
          ? Promise.resolve(identity)
          : Promise.reject(new SignInError(`${path.place} names ${path.value}, ${refused}.`));
      },
    });
  },
};

function readIdentity(path: string): { readonly identity: string } | { readonly refused: string } {
  try {
    const identity = readFileSync(path, "utf8").trim();
    return identity === "" ? { refused: "which is empty" } : { identity };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    return { refused: code === "ENOENT" ? "which does not exist" : `which cannot be read (${code})` };
  }
}
