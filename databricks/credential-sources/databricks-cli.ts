import { z } from "zod";
import { findProgram, isProgram, runProgram } from "../run-program";
import { type CredentialSource, expiringToken } from "../token-source";

const Answer = z.object({ access_token: z.string().min(1), expiry: z.string().optional() });

/**
 * Who signed in with `databricks auth login`. The CLI keeps the session and renews it; here it is only asked for its
 * token. Without a profile it is asked by host.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/oauth-u2m
 */
export const databricksCli: CredentialSource = {
  authType: "databricks-cli",
  needs: "the Databricks CLI, signed in by `databricks auth login`",
  find({ host, env, setting, profile, chosen }) {
    const given = setting("databricks_cli_path");
    const path = given?.value.includes("/")
      ? onlyProgram(given.value)
      : findProgram(given?.value ?? "databricks", env);
    if (path === undefined) {
      if (given) return { refused: `${given.place} names ${given.value}, which is no program` };
      return chosen ? { refused: "`databricks` is not on PATH. Install the Databricks CLI" } : undefined;
    }
    const who =
      profile === undefined ? (["--host", host.origin] as const) : (["--profile", profile.name] as const);
    const args = ["auth", "token", ...who];
    return {
      describe: `token of \`databricks auth token ${who.join(" ")}\``,
      ambient: !chosen,
      async fetch() {
        const answer = await runProgram({
          path,
          args,
          shape: Answer,
          env: { ...env, ...(profile && { DATABRICKS_CONFIG_FILE: profile.file }) },
          shown: `databricks ${args.join(" ")}`,
          advice: `Sign in by \`databricks auth login ${who.join(" ")}\`.`,
        });
        return expiringToken(answer.access_token, Date.parse(answer.expiry ?? ""));
      },
    };
  },
};

function onlyProgram(path: string): string | undefined {
  return isProgram(path) ? path : undefined;
}
