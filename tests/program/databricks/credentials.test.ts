import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveCredentials } from "../../../databricks/credentials";
import { scriptedServer } from "./scripted-server";

type Env = Record<string, string>;
const HOST = "https://one.cloud.databricks.com";
const NO_FILE = { DATABRICKS_CONFIG_FILE: "/dev/null" };

const resolve = (env: Env, config: Env = {}) =>
  resolveCredentials({ env: { ...NO_FILE, ...env }, config: (key) => config[key] });

describe("resolveCredentials", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "credentials-"));
  });
  after(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it("takes host and token from the environment before the stack", async () => {
    const found = resolve({ DATABRICKS_HOST: HOST, DATABRICKS_TOKEN: "env" }, { host: HOST, token: "stack" });
    assert.equal(found.host.href, `${HOST}/`);
    assert.equal(await found.token(), "env");
    assert.equal(found.describe, `host ${HOST} from DATABRICKS_HOST, token from DATABRICKS_TOKEN`);
  });

  it("takes host and token from the stack", async () => {
    const found = resolve({}, { host: "one.cloud.databricks.com", token: "stack" });
    assert.equal(await found.token(), "stack");
    assert.equal(found.describe, `host ${HOST} from databricks:host, token from databricks:token`);
  });

  it("reads the DEFAULT profile where nothing else says where to go", async () => {
    const profiles = file(
      "default",
      `; mine\n[DEFAULT]\nhost = ${HOST}/?o=1\ntoken = dapi#1;2=3\n[other.eu]\nhost=x\n`,
    );
    const found = resolve({ DATABRICKS_CONFIG_FILE: profiles });
    assert.equal(found.host.origin, HOST);
    assert.equal(await found.token(), "dapi#1;2=3");
    assert.equal(
      found.describe,
      `host ${HOST} from profile DEFAULT of ${profiles}, token from profile DEFAULT of ${profiles}`,
    );
  });

  it("leaves the DEFAULT profile alone where the environment says where to go", () => {
    const profiles = file("unused", "[DEFAULT]\nhost = https://two.example.com\ntoken = two\n");
    const found = resolve({
      DATABRICKS_CONFIG_FILE: profiles,
      DATABRICKS_HOST: HOST,
      DATABRICKS_TOKEN: "env",
    });
    assert.equal(found.host.origin, HOST);
  });

  it("names both places that disagree about the host", () => {
    assert.throws(
      () => resolve({ DATABRICKS_HOST: HOST, DATABRICKS_TOKEN: "t" }, { host: "https://two.example.com" }),
      {
        message: `DATABRICKS_HOST says ${HOST}, but databricks:host says https://two.example.com: set one of them, or both to the same workspace.`,
      },
    );
    const profiles = file("named", "[prod]\nhost = https://two.example.com\n");
    const named = {
      DATABRICKS_CONFIG_FILE: profiles,
      DATABRICKS_CONFIG_PROFILE: "prod",
      DATABRICKS_HOST: HOST,
    };
    assert.throws(
      () => resolve(named),
      /^ExpectedError: DATABRICKS_HOST says .*, but profile prod of .* says https:\/\/two\.example\.com/,
    );
  });

  const refused: [string, Env, string][] = [
    [
      "no host",
      {},
      "No workspace is configured: set DATABRICKS_HOST (or the stack's databricks:host) to its address.",
    ],
    [
      "no token",
      { DATABRICKS_HOST: HOST },
      `No token for ${HOST}: set DATABRICKS_TOKEN, the stack's secret databricks:token, or the DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET of a service principal.`,
    ],
    [
      "plain http to another machine",
      { DATABRICKS_HOST: "http://one.example.com", DATABRICKS_TOKEN: "t" },
      "DATABRICKS_HOST is http://one.example.com: plain http would send the token in clear and is accepted for this machine only; use https.",
    ],
    [
      "a password in the host",
      { DATABRICKS_HOST: "https://me:secret@one.example.com", DATABRICKS_TOKEN: "t" },
      "DATABRICKS_HOST holds a user name or password before the host; set it to the address only.",
    ],
    [
      "what is no address",
      { DATABRICKS_HOST: "https://", DATABRICKS_TOKEN: "t" },
      "DATABRICKS_HOST is not the address of a workspace; set it like https://my-workspace.cloud.databricks.com.",
    ],
    [
      "a token of two lines",
      { DATABRICKS_HOST: HOST, DATABRICKS_TOKEN: "a\nb" },
      "The token from DATABRICKS_TOKEN holds a space or a character that no token has; set it again.",
    ],
    [
      "a profile that the file lacks",
      { DATABRICKS_CONFIG_PROFILE: "prod" },
      "DATABRICKS_CONFIG_PROFILE names the profile prod, which /dev/null does not have (it has none).",
    ],
    [
      "a profile file that is not there",
      { DATABRICKS_CONFIG_FILE: "/nowhere/databrickscfg" },
      "Cannot read the profile file /nowhere/databrickscfg: ENOENT. Check DATABRICKS_CONFIG_FILE.",
    ],
    [
      "a certificate file that is not there",
      { DATABRICKS_HOST: HOST, DATABRICKS_TOKEN: "t", DATABRICKS_CA_FILE: "/nowhere/ca.pem" },
      "Cannot read the certificates of DATABRICKS_CA_FILE=/nowhere/ca.pem: ENOENT.",
    ],
    [
      "an unknown authentication type",
      { DATABRICKS_HOST: HOST, DATABRICKS_AUTH_TYPE: "magic" },
      "The authentication type magic from DATABRICKS_AUTH_TYPE is not one of pat, oauth-m2m, databricks-cli, github-oidc, azure-devops-oidc, env-oidc, file-oidc, azure-msi, azure-client-secret, azure-cli.",
    ],
    [
      "a chosen authentication type that lacks a setting",
      { DATABRICKS_HOST: HOST, DATABRICKS_TOKEN: "t", DATABRICKS_AUTH_TYPE: "oauth-m2m" },
      "The authentication type oauth-m2m from DATABRICKS_AUTH_TYPE needs DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET.",
    ],
    [
      "the secret of a service principal without its id",
      { DATABRICKS_HOST: HOST, DATABRICKS_CLIENT_SECRET: "s3cret" },
      `No token for ${HOST}. Found and refused: oauth-m2m: DATABRICKS_CLIENT_SECRET is set, and DATABRICKS_CLIENT_ID is missing. Mend that, or set DATABRICKS_TOKEN, the stack's secret databricks:token, or the DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET of a service principal.`,
    ],
    [
      "the secret of a Microsoft Entra service principal without its tenant",
      { DATABRICKS_HOST: HOST, ARM_CLIENT_ID: "principal", ARM_CLIENT_SECRET: "s3cret" },
      `No token for ${HOST}. Found and refused: azure-client-secret: ARM_CLIENT_SECRET is set, and ARM_TENANT_ID is missing. Mend that, or set DATABRICKS_TOKEN, the stack's secret databricks:token, or the DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET of a service principal.`,
    ],
  ];
  for (const [what, env, message] of refused)
    it(`refuses ${what}`, () => assert.throws(() => resolve(env), { message }));

  for (const host of ["http://127.0.0.1:8080", "http://localhost:8080/", "http://[::1]:8080/sql?o=1"]) {
    it(`accepts plain http for ${host}`, () => {
      const found = resolve({ DATABRICKS_HOST: host, DATABRICKS_TOKEN: "t" });
      assert.equal(found.host.href, `${new URL(host).origin}/`);
    });
  }

  it("reads further authorities from DATABRICKS_CA_FILE", () => {
    const ca = file("ca.pem", "PEM");
    const found = resolve({ DATABRICKS_HOST: HOST, DATABRICKS_TOKEN: "t", DATABRICKS_CA_FILE: ca });
    assert.equal(found.caCert, "PEM");
  });

  it("asks once for the token of a service principal, whoever calls, and again when it was refused", async () => {
    await using server = await scriptedServer([
      { status: 200, json: { access_token: "first", expires_in: 3600 } },
      { status: 200, json: { access_token: "second", expires_in: 3600 } },
    ]);
    const found = resolve({
      DATABRICKS_HOST: server.url,
      DATABRICKS_CLIENT_ID: "principal",
      DATABRICKS_CLIENT_SECRET: "s3cret",
    });
    assert.deepEqual(await Promise.all([found.token(), found.token()]), ["first", "first"]);
    assert.deepEqual(await Promise.all([found.token("first"), found.token("first")]), ["second", "second"]);
    assert.equal(await found.token("first"), "second");
    assert.equal(server.received.length, 2);
    assert.deepEqual(server.received[0], {
      method: "POST",
      url: "/oidc/v1/token",
      authorization: `Basic ${Buffer.from("principal:s3cret").toString("base64")}`,
      body: "grant_type=client_credentials&scope=all-apis",
    });
    assert.ok(!found.describe.includes("s3cret"));
  });

  it("exchanges the identity of a GitHub Actions job for a token", async () => {
    await using server = await scriptedServer([
      { status: 200, json: { value: "identity" } },
      { status: 200, json: { access_token: "exchanged", expires_in: 3600 } },
    ]);
    const found = resolve({
      DATABRICKS_HOST: server.url,
      DATABRICKS_AUTH_TYPE: "github-oidc",
      DATABRICKS_CLIENT_ID: "principal",
      ACTIONS_ID_TOKEN_REQUEST_URL: `${server.url}/identity?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "job",
    });
    assert.equal(await found.token(), "exchanged");
    const [identity, exchange] = server.received;
    assert.equal(
      identity?.url,
      `/identity?api-version=2.0&audience=${encodeURIComponent(`${server.url}/oidc/v1/token`)}`,
    );
    assert.equal(identity.authorization, "Bearer job");
    assert.deepEqual(Object.fromEntries(new URLSearchParams(exchange?.body)), {
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
      subject_token: "identity",
      scope: "all-apis",
      client_id: "principal",
    });
  });

  it("asks Microsoft Entra for a token for Azure Databricks", async () => {
    await using server = await scriptedServer([
      { status: 200, json: { access_token: "entra", expires_in: "3599" } },
    ]);
    const found = resolve({
      DATABRICKS_HOST: "adb-1.azuredatabricks.net",
      ARM_CLIENT_ID: "app",
      ARM_CLIENT_SECRET: "s3cret",
      ARM_TENANT_ID: "tenant",
      AZURE_AUTHORITY_HOST: server.url,
    });
    assert.equal(await found.token(), "entra");
    assert.equal(server.received[0]?.url, "/tenant/oauth2/token");
    assert.deepEqual(Object.fromEntries(new URLSearchParams(server.received[0].body)), {
      grant_type: "client_credentials",
      resource: "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d",
      client_id: "app",
      client_secret: "s3cret",
    });
  });

  it("says what the token endpoint said, without the secret", async () => {
    await using server = await scriptedServer([
      { status: 401, json: { error: "invalid_client", error_description: "Client authentication failed" } },
    ]);
    const found = resolve({
      DATABRICKS_HOST: server.url,
      DATABRICKS_CLIENT_ID: "principal",
      DATABRICKS_CLIENT_SECRET: "s3cret",
    });
    await assert.rejects(found.token(), {
      message: `POST ${server.url}/oidc/v1/token failed: 401 invalid_client Client authentication failed. No token: check DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET.`,
    });
  });
});
