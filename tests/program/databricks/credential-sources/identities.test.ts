import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { scriptedServer } from "../scripted-server";
import { useSignInSetting } from "./sign-in-setting";

const HOST = "https://one.cloud.databricks.com";
const TOKEN = { status: 200, json: { access_token: "exchanged", expires_in: 3600 } } as const;
const exchange = (subject_token: string, client_id?: string) => ({
  grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
  subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
  subject_token,
  scope: "all-apis",
  ...(client_id && { client_id }),
});
const formOf = (request?: { readonly body: string }) =>
  Object.fromEntries(new URLSearchParams(request?.body));

describe("An identity token of another system", () => {
  const { file, program, resolve } = useSignInSetting();

  it("is taken from the variable DATABRICKS_OIDC_TOKEN, or from another that is named", async () => {
    await using server = await scriptedServer([TOKEN, TOKEN]);
    const env = { DATABRICKS_HOST: server.url, DATABRICKS_CLIENT_ID: "principal" };
    const first = resolve({ ...env, DATABRICKS_OIDC_TOKEN: "of-gitlab\n" });
    assert.equal(await first.token(), "exchanged");
    assert.equal(server.received[0]?.url, "/oidc/v1/token");
    assert.deepEqual(formOf(server.received[0]), exchange("of-gitlab", "principal"));
    const named = resolve({ DATABRICKS_HOST: server.url, CI_TOKEN: "of-ci" }, { oidcTokenEnv: "CI_TOKEN" });
    assert.equal(await named.token(), "exchanged");
    assert.deepEqual(formOf(server.received[1]), exchange("of-ci"));
    assert.equal(
      named.describe,
      `host ${server.url} from DATABRICKS_HOST, OAuth token of the identity token in CI_TOKEN`,
    );
  });

  it("is read from its file again for each token, since whoever writes it renews it", async () => {
    await using server = await scriptedServer([TOKEN, TOKEN]);
    const path = file("identity", "first\n");
    const found = resolve({ DATABRICKS_HOST: server.url, DATABRICKS_OIDC_TOKEN_FILEPATH: path });
    await found.token();
    writeFileSync(path, "second");
    await found.token("exchanged");
    assert.deepEqual(server.received.map(formOf), [exchange("first"), exchange("second")]);
    writeFileSync(path, "");
    await assert.rejects(found.token("exchanged"), {
      message: `DATABRICKS_OIDC_TOKEN_FILEPATH names ${path}, which is empty.`,
    });
  });

  it("is missed by the name of its variable or file", () => {
    assert.throws(
      () => resolve({ DATABRICKS_HOST: HOST, DATABRICKS_OIDC_TOKEN_FILEPATH: "/nowhere/token" }),
      {
        message:
          `No token for ${HOST}. Found and refused: file-oidc: DATABRICKS_OIDC_TOKEN_FILEPATH names /nowhere/token, which ` +
          "does not exist. Mend that, or set DATABRICKS_TOKEN, the stack's secret databricks:token, or the " +
          "DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET of a service principal.",
      },
    );
    const chosen = (type: string) => ({ DATABRICKS_HOST: HOST, DATABRICKS_AUTH_TYPE: type });
    assert.throws(() => resolve({ ...chosen("env-oidc"), DATABRICKS_OIDC_TOKEN_ENV: "CI_TOKEN" }), {
      message:
        "DATABRICKS_AUTH_TYPE says auth_type env-oidc: DATABRICKS_OIDC_TOKEN_ENV names the variable CI_TOKEN, which is not set.",
    });
    assert.throws(() => resolve(chosen("env-oidc")), {
      message:
        "The authentication type env-oidc from DATABRICKS_AUTH_TYPE needs an identity token in DATABRICKS_OIDC_TOKEN, or in " +
        "the variable that DATABRICKS_OIDC_TOKEN_ENV names.",
    });
    assert.throws(() => resolve(chosen("file-oidc")), {
      message:
        "The authentication type file-oidc from DATABRICKS_AUTH_TYPE needs the path of a file with an identity token in " +
        "DATABRICKS_OIDC_TOKEN_FILEPATH.",
    });
  });

  it("comes from an Azure DevOps pipeline whose step passes on its token", async () => {
    await using server = await scriptedServer([{ status: 200, json: { oidcToken: "of-the-job" } }, TOKEN]);
    const pipeline = {
      DATABRICKS_HOST: server.url,
      DATABRICKS_CLIENT_ID: "principal",
      SYSTEM_TEAMFOUNDATIONCOLLECTIONURI: `${server.url}/acme/`,
      SYSTEM_TEAMPROJECTID: "project-1",
      SYSTEM_HOSTTYPE: "build",
      SYSTEM_PLANID: "plan-2",
      SYSTEM_JOBID: "job-3",
    };
    assert.equal(await resolve({ ...pipeline, SYSTEM_ACCESSTOKEN: "of-the-pipeline" }).token(), "exchanged");
    assert.deepEqual(server.received[0], {
      method: "POST",
      url: "/acme/project-1/_apis/distributedtask/hubs/build/plans/plan-2/jobs/job-3/oidctoken?api-version=7.2-preview.1",
      authorization: "Bearer of-the-pipeline",
      body: "",
    });
    assert.deepEqual(formOf(server.received[1]), exchange("of-the-job", "principal"));
    assert.throws(() => resolve({ ...pipeline, DATABRICKS_AUTH_TYPE: "azure-devops-oidc" }), {
      message:
        "DATABRICKS_AUTH_TYPE says auth_type azure-devops-oidc: the pipeline's step does not set SYSTEM_ACCESSTOKEN: $(System.AccessToken).",
    });
  });

  it("that the workspace refuses ends the run: nobody signs in as somebody else", async () => {
    await using server = await scriptedServer([
      { status: 401, json: { error: "invalid_request", error_description: "no policy for of-gitlab" } },
    ]);
    program("az", `echo '{ "accessToken": "of-a-person" }'`);
    const env = {
      DATABRICKS_HOST: server.url,
      DATABRICKS_CLOUD: "azure",
      DATABRICKS_OIDC_TOKEN: "of-gitlab",
    };
    await assert.rejects(resolve(env).token(), {
      message:
        `POST ${server.url}/oidc/v1/token failed: 401 invalid_request no policy for ***. No token: check ` +
        "DATABRICKS_CLIENT_ID and the service principal's federation policy.",
    });
  });
});

describe("The managed identity of a machine in Azure", () => {
  const { resolve } = useSignInSetting();
  const AZURE = "https://adb-1.2.azuredatabricks.net";

  it("is asked of the machine's metadata service, never through a proxy", async () => {
    await using server = await scriptedServer([
      {
        status: 200,
        json: { access_token: "of-the-machine", expires_in: "86399", expires_on: "4102444800" },
      },
    ]);
    const found = resolve({
      DATABRICKS_HOST: AZURE,
      ARM_USE_MSI: "true",
      ARM_CLIENT_ID: "identity-1",
      ARM_MSI_ENDPOINT: `${server.url}/metadata/identity/oauth2/token`,
      http_proxy: "http://127.0.0.1:9",
    });
    assert.equal(await found.token(), "of-the-machine");
    assert.equal(
      server.received[0]?.url,
      "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=2ff814a6-3304-4ab8-85cb-cd0e6f879c1d&client_id=identity-1",
    );
    assert.equal(
      found.describe,
      `host ${AZURE} from DATABRICKS_HOST, Microsoft Entra token of the machine's managed identity identity-1`,
    );
  });

  it("is said to be missing where the machine has none, and where nothing answers", async () => {
    await using server = await scriptedServer([
      { status: 400, json: { error: "invalid_request", error_description: "Identity not found" } },
    ]);
    const env = { DATABRICKS_HOST: AZURE, ARM_USE_MSI: "true" };
    await assert.rejects(resolve({ ...env, ARM_MSI_ENDPOINT: server.url }).token(), {
      message:
        `GET ${server.url}/ failed: 400 invalid_request Identity not found. No token: check that the machine has the ` +
        "managed identity, and ARM_CLIENT_ID where it is one that a user assigned.",
    });
    await assert.rejects(resolve({ ...env, ARM_MSI_ENDPOINT: "http://127.0.0.1:9/token" }).token(), {
      message:
        "ARM_USE_MSI asks for the managed identity of this machine, but nothing answers at http://127.0.0.1:9: is it a " +
        "machine of Azure?",
    });
  });

  it("is refused by name for a workspace of another cloud, for a switch that is none, and over plain http elsewhere", () => {
    const refused = (env: Record<string, string>, message: RegExp) =>
      assert.throws(() => resolve({ DATABRICKS_HOST: AZURE, ARM_USE_MSI: "true", ...env }), { message });
    refused(
      { DATABRICKS_HOST: HOST },
      /Found and refused: azure-msi: ARM_USE_MSI is set, but https:\/\/one\.cloud\.databricks\.com is no workspace of Azure\. /,
    );
    refused({ ARM_USE_MSI: "perhaps" }, /^ARM_USE_MSI is neither true nor false\.$/);
    refused(
      { ARM_MSI_ENDPOINT: "http://10.0.0.1/token" },
      /^ARM_MSI_ENDPOINT is http:\/\/10\.0\.0\.1: plain http would send the token in clear/,
    );
    refused(
      { ARM_USE_MSI: "false", DATABRICKS_AUTH_TYPE: "azure-msi" },
      /^The authentication type azure-msi from DATABRICKS_AUTH_TYPE needs ARM_USE_MSI=true, on a machine of Azure with a managed identity\.$/,
    );
  });
});

describe("The ways to sign in", () => {
  const { file, program, uninstall, resolve } = useSignInSetting();

  it("are tried in the order of Databricks' SDK for Go", () => {
    program("databricks", `echo '{ "access_token": "of-a-person" }'`);
    program("az", `echo '{ "accessToken": "of-a-person" }'`);
    const host = { DATABRICKS_HOST: "https://adb-1.2.azuredatabricks.net", DATABRICKS_CLIENT_ID: "id" };
    const ways: readonly (readonly [Record<string, string>, string])[] = [
      [{ DATABRICKS_TOKEN: "t" }, "token from DATABRICKS_TOKEN"],
      [{ DATABRICKS_CLIENT_SECRET: "s" }, "OAuth token of service principal id (DATABRICKS_CLIENT_ID)"],
      [{}, "token of `databricks auth token --host https://adb-1.2.azuredatabricks.net`"],
      [
        { ACTIONS_ID_TOKEN_REQUEST_URL: "https://x.example.com", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "t" },
        "OAuth token of the GitHub Actions identity for id",
      ],
      [
        {
          SYSTEM_TEAMFOUNDATIONCOLLECTIONURI: "https://dev.azure.com/acme/",
          SYSTEM_TEAMPROJECTID: "p",
          SYSTEM_HOSTTYPE: "build",
          SYSTEM_PLANID: "l",
          SYSTEM_JOBID: "j",
          SYSTEM_ACCESSTOKEN: "t",
        },
        "OAuth token of the Azure DevOps pipeline's identity for id",
      ],
      [{ DATABRICKS_OIDC_TOKEN: "t" }, "OAuth token of the identity token in DATABRICKS_OIDC_TOKEN for id"],
      [
        { DATABRICKS_OIDC_TOKEN_FILEPATH: file("identity", "t") },
        "OAuth token of the identity token in the file of DATABRICKS_OIDC_TOKEN_FILEPATH for id",
      ],
      [{ ARM_USE_MSI: "true" }, "Microsoft Entra token of the machine's managed identity app"],
      [
        { ARM_CLIENT_SECRET: "s", ARM_TENANT_ID: "t" },
        "Microsoft Entra token of service principal app (ARM_CLIENT_ID)",
      ],
      [{}, "Microsoft Entra token of the Azure CLI"],
    ];
    const azure = { ARM_CLIENT_ID: "app" };
    for (const [index, [, describe]] of ways.entries()) {
      if (index === 3) uninstall("databricks");
      const env = Object.fromEntries(ways.slice(index).flatMap(([settings]) => Object.entries(settings)));
      assert.equal(resolve({ ...host, ...azure, ...env }).describe.split(", ")[1], describe);
    }
  });

  it("are all in the page on signing in, in this order", () => {
    const rows = readFileSync("docs/sign-in.md", "utf8").matchAll(/^\| `([a-z0-9-]+)`/gm);
    const documented = [...rows].map(([, name]) => name);
    assert.throws(() => resolve({ DATABRICKS_HOST: HOST, DATABRICKS_AUTH_TYPE: "magic" }), {
      message: `The authentication type magic from DATABRICKS_AUTH_TYPE is not one of ${documented.join(", ")}.`,
    });
  });
});
