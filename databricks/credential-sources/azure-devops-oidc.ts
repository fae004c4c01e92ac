import { z } from "zod";
import { requestJson } from "../request-json";
import type { CredentialSource } from "../token-source";
import { parseEndpoint } from "../workspace-host";
import { exchangedIdentity } from "./exchange-identity";

const OidcToken = z.object({ oidcToken: z.string().min(1) });

/** What a pipeline always sets. */
const PIPELINE = {
  collection: "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI",
  project: "SYSTEM_TEAMPROJECTID",
  hub: "SYSTEM_HOSTTYPE",
  plan: "SYSTEM_PLANID",
  job: "SYSTEM_JOBID",
} as const;

/**
 * A pipeline of Azure DevOps proves who it is. Its own token reaches a step only where that asks for it. As with GitHub,
 * found by itself only with a client id. The identity is always meant for `api://AzureADTokenExchange`.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/provider-azure-devops
 * @see https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create
 */
export const azureDevopsOidc: CredentialSource = {
  authType: "azure-devops-oidc",
  needs:
    "a pipeline of Azure DevOps, whose step sets SYSTEM_ACCESSTOKEN: $(System.AccessToken), and DATABRICKS_CLIENT_ID",
  find(request) {
    const { env, setting, chosen } = request;
    const values = Object.entries(PIPELINE).map(([part, variable]) => [part, env[variable] ?? ""] as const);
    if (values.some(([, value]) => value === "") || (setting("client_id") === undefined && !chosen))
      return undefined;

    const bearer = env["SYSTEM_ACCESSTOKEN"];
    if (!bearer)
      return { refused: "the pipeline's step does not set SYSTEM_ACCESSTOKEN: $(System.AccessToken)" };

    const { collection = "", project, hub, plan, job } = Object.fromEntries(values);
    const base = parseEndpoint(collection, PIPELINE.collection).href.replace(/\/$/, "");
    const path = [project, "_apis/distributedtask/hubs", hub, "plans", plan, "jobs", job, "oidctoken"].join(
      "/",
    );
    return exchangedIdentity(request, {
      name: "the Azure DevOps pipeline's identity",
      async identity(connections) {
        const answer = await requestJson(connections, {
          check: "that the step sets SYSTEM_ACCESSTOKEN: $(System.AccessToken)",
          method: "POST",
          url: new URL(`${base}/${path}?api-version=7.2-preview.1`),
          headers: {
            authorization: `Bearer ${bearer}`,
            "content-type": "application/json",
            // Else a token that is refused is answered with a page to sign in on.
            "x-tfs-fedauthredirect": "Suppress",
          },
          shape: OidcToken,
          secrets: [bearer],
        });
        return answer.oidcToken;
      },
    });
  },
};
