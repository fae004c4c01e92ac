import assert from "node:assert/strict";
import { scriptedServer } from "../scripted-server";
import { useSignInSetting } from "./sign-in-setting";

const AWS = "https://one.cloud.databricks.com";
const AZURE = "https://adb-1.2.azuredatabricks.net";
const RESOURCE = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";
const GET_TOKEN = `az account get-access-token --resource ${RESOURCE} --output json`;
const IN_AN_HOUR = new Date(Date.now() + 3_600_000).toISOString();
const AZ_TOKEN = `echo '{ "accessToken": "entra", "expires_on": 4102444800, "tokenType": "Bearer" }'`;
const NOT_SIGNED_IN = `echo "ERROR: Please run 'az login' to setup account." >&2; exit 1`;

describe("The Azure CLI's sign-in", () => {
  const { file, program, calls, resolve } = useSignInSetting();
  const profile = () => ({
    DATABRICKS_CONFIG_FILE: file("cfg", `[azure-prod]\nhost = ${AZURE}\nauth_type = azure-cli\n`),
    DATABRICKS_CONFIG_PROFILE: "azure-prod",
    ARM_TENANT_ID: "tenant-1",
  });

  it("gives the token for a profile that says so, and is asked once", async () => {
    program("az", AZ_TOKEN);
    const found = resolve(profile());
    assert.deepEqual(calls(), []);
    assert.deepEqual(await Promise.all([found.token(), found.token()]), ["entra", "entra"]);
    assert.equal(await found.token(), "entra");
    assert.deepEqual(calls(), [`${GET_TOKEN} --tenant tenant-1`]);
    assert.match(found.describe, /, Microsoft Entra token of the Azure CLI$/);
  });

  it("is asked again by its own clock: an older CLI writes local time", async () => {
    program("az", `echo '{ "accessToken": "ended", "expiresOn": "2020-01-01 10:00:00.000000" }'`);
    const found = resolve(profile());
    await found.token();
    await found.token("ended");
    assert.equal(calls().length, 2);
  });

  it("is missed by name, and by who asks for it", () => {
    assert.throws(() => resolve(profile()), {
      message:
        "profile azure-prod says auth_type azure-cli: `az` is not on PATH. Install the Azure CLI, and sign in by `az login`.",
    });
    assert.throws(() => resolve({ DATABRICKS_HOST: AWS }, { authType: "azure-cli" }), {
      message:
        "databricks:authType says auth_type azure-cli: `az` is not on PATH. Install the Azure CLI, and sign in by `az login`.",
    });
  });

  it("says what the CLI says, and nothing that may be a token", async () => {
    program(
      "az",
      `echo "secret on stdout"; echo "ERROR: no use for eyJhbGciOi.eyJzdWIi.c2ln\n  Sign in." >&2; exit 1`,
    );
    await assert.rejects(resolve(profile()).token(), {
      message:
        "profile azure-prod says auth_type azure-cli: `az account get-access-token --tenant tenant-1` failed: " +
        "ERROR: no use for *** Sign in. Sign in by `az login`.",
    });
    program("az", `echo not json`);
    await assert.rejects(resolve(profile()).token(), {
      message:
        "profile azure-prod says auth_type azure-cli: `az account get-access-token --tenant tenant-1` printed no token " +
        "that can be read. Sign in by `az login`.",
    });
  });

  it("leaves the tenant out for a managed identity, which must not name one", async () => {
    program(
      "az",
      `case "$*" in
        *--tenant*) echo "ERROR: Tenant shouldn't be specified for managed identity account" >&2; exit 1 ;;
        "account show"*) echo '{ "user": { "name": "systemAssignedIdentity", "type": "servicePrincipal" } }' ;;
        *) ${AZ_TOKEN} ;;
      esac`,
    );
    assert.equal(await resolve(profile()).token(), "entra");
    assert.deepEqual(calls(), [`${GET_TOKEN} --tenant tenant-1`, "az account show --output json", GET_TOKEN]);
  });

  it("gives the token of the workspace's own tenant to a guest of several", async () => {
    const location = "https://login.microsoftonline.com/tenant-2/oauth2/authorize?client_id=x";
    await using server = await scriptedServer([{ status: 302, headers: { location } }]);
    program("az", AZ_TOKEN);
    assert.equal(await resolve({ DATABRICKS_HOST: server.url, DATABRICKS_CLOUD: "Azure" }).token(), "entra");
    assert.deepEqual(
      server.received.map(({ method, url, authorization }) => [method, url, authorization]),
      [["GET", "/aad/auth", undefined]],
    );
    assert.deepEqual(calls(), [`${GET_TOKEN} --tenant tenant-2`]);
  });

  it("refuses a tenant that is none", () => {
    program("az", AZ_TOKEN);
    const env = { DATABRICKS_HOST: AZURE, DATABRICKS_AUTH_TYPE: "azure-cli", ARM_TENANT_ID: "a & b" };
    assert.throws(() => resolve(env), {
      message:
        "DATABRICKS_AUTH_TYPE says auth_type azure-cli: ARM_TENANT_ID is no tenant of Microsoft Entra.",
    });
  });

  it("is left alone for a workspace of another cloud", () => {
    program("az", AZ_TOKEN);
    assert.throws(() => resolve({ DATABRICKS_HOST: AWS }), {
      message: new RegExp(`^No token for ${AWS}: set `),
    });
  });
});

describe("The Databricks CLI's sign-in", () => {
  const { file, program, calls, resolve } = useSignInSetting();
  const token = `echo '{ "access_token": "of-a-person", "token_type": "Bearer", "expiry": "${IN_AN_HOUR}" }'`;

  it("gives the token for a host", async () => {
    program("databricks", token);
    const found = resolve({ DATABRICKS_HOST: `${AWS}/?o=1` });
    assert.equal(await found.token(), "of-a-person");
    assert.equal(await found.token(), "of-a-person");
    assert.deepEqual(calls(), [`databricks auth token --host ${AWS}`]);
    assert.equal(
      found.describe,
      `host ${AWS} from DATABRICKS_HOST, token of \`databricks auth token --host ${AWS}\``,
    );
  });

  it("gives the token for a profile, also for the one that `databricks auth switch` made the default", async () => {
    program("databricks", `test -n "$DATABRICKS_CONFIG_FILE" && ${token}`);
    const section = `host = ${AWS}\nauth_type = databricks-cli\n`;
    const named = {
      DATABRICKS_CONFIG_FILE: file("cfg", `[DEFAULT]\nhost = https://x.example.com\n[me]\n${section}`),
    };
    assert.equal(await resolve({ ...named, DATABRICKS_CONFIG_PROFILE: "me" }).token(), "of-a-person");
    assert.equal(await resolve(named, { profile: "me" }).token(), "of-a-person");
    const switched = file(
      "switched",
      `[__settings__]\ndefault_profile = me\n[DEFAULT]\nhost = x\n[me]\n${section}`,
    );
    assert.equal(await resolve({ DATABRICKS_CONFIG_FILE: switched }).token(), "of-a-person");
    assert.deepEqual(calls(), Array(3).fill("databricks auth token --profile me"));
  });

  it("is missed by name, and by who asks for it", () => {
    const env = { DATABRICKS_HOST: AWS, DATABRICKS_AUTH_TYPE: "databricks-cli" };
    assert.throws(() => resolve(env), {
      message:
        "DATABRICKS_AUTH_TYPE says auth_type databricks-cli: `databricks` is not on PATH. Install the Databricks CLI.",
    });
    const path = file("not-a-program", "");
    assert.throws(() => resolve({ ...env, DATABRICKS_CLI_PATH: path }), {
      message: `DATABRICKS_AUTH_TYPE says auth_type databricks-cli: DATABRICKS_CLI_PATH names ${path}, which is no program.`,
    });
  });

  it("is passed over where it was merely found and has no session, and says so", async () => {
    program(
      "databricks",
      `echo "Error: cache: databricks OAuth is not configured for this host" >&2; exit 1`,
    );
    program("az", AZ_TOKEN);
    const found = resolve({ DATABRICKS_HOST: AZURE, ARM_TENANT_ID: "t" });
    assert.equal(await found.token(), "entra");
    assert.equal(
      found.describe,
      `host ${AZURE} from DATABRICKS_HOST, Microsoft Entra token of the Azure CLI (passed over: databricks-cli: ` +
        `\`databricks auth token --host ${AZURE}\` failed: Error: cache: databricks OAuth is not configured for this ` +
        `host. Sign in by \`databricks auth login --host ${AZURE}\`)`,
    );
    calls();
    await found.token("entra");
    assert.deepEqual(calls(), [`${GET_TOKEN} --tenant t`]);
  });

  it("is named with all the others where none has a token", async () => {
    program("databricks", `exit 3`);
    program("az", NOT_SIGNED_IN);
    const env = { DATABRICKS_HOST: AZURE, ARM_TENANT_ID: "t", DATABRICKS_OIDC_TOKEN_ENV: "CI_TOKEN" };
    await assert.rejects(resolve(env).token(), {
      name: "SignInError",
      message:
        `No token for ${AZURE}. Found and refused: env-oidc: DATABRICKS_OIDC_TOKEN_ENV names the variable CI_TOKEN, ` +
        `which is not set; databricks-cli: \`databricks auth token --host ${AZURE}\` failed: it ended with 3. Sign in by ` +
        `\`databricks auth login --host ${AZURE}\`; azure-cli: \`az account get-access-token --tenant t\` failed: ERROR: ` +
        "Please run 'az login' to setup account. Sign in by `az login`. Mend that, or set DATABRICKS_TOKEN, the stack's " +
        "secret databricks:token, or the DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET of a service principal.",
    });
  });
});
