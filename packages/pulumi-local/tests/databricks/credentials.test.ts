import assert from "node:assert/strict";
import { credentialsOf } from "../../src/databricks-provider/credentials";
import { RestClient } from "../../src/databricks-provider/rest-client";
import { packagesOf } from "../../src/packages";
import { Providers } from "../../src/steps/providers";
import { StateStore } from "../../src/state/state-store";
import { secret } from "../../src/values/secrets";
import { useWorkspace } from "databricks-local/testing/use-workspace";

const ENV = { DATABRICKS_HOST: "http://127.0.0.1:1", DATABRICKS_TOKEN: "from-env" };

describe("Where and how the local engine signs in to a workspace", () => {
  it("is said by the stack's settings before the environment", async () => {
    const { host, token } = credentialsOf({ host: "http://localhost:2/", token: secret("from-stack") }, ENV);
    assert.deepEqual([host, await token()], ["http://localhost:2", "from-stack"]);
    const { host: other, token: otherToken } = credentialsOf({}, ENV);
    assert.deepEqual([other, await otherToken()], ["http://127.0.0.1:1", "from-env"]);
  });

  it("is refused for a workspace that is not on this machine", () => {
    assert.throws(() => credentialsOf({}, { ...ENV, DATABRICKS_HOST: "adb-1.2.azuredatabricks.net" }), {
      message:
        "the local engine manages resources of a workspace on this machine only, and adb-1.2.azuredatabricks.net " +
        "is elsewhere: use the Pulumi CLI",
    });
  });

  it("is missed by name", () => {
    assert.throws(() => credentialsOf({}, {}), {
      message: "no workspace is known: set databricks:host, or DATABRICKS_HOST in the environment",
    });
    assert.throws(() => credentialsOf({}, { DATABRICKS_HOST: "http://127.0.0.1:1" }), {
      message:
        "nothing says how to sign in to http://127.0.0.1:1: set databricks:token as a secret, or DATABRICKS_TOKEN in " +
        "the environment",
    });
    assert.throws(() => credentialsOf({ profile: "work" }, ENV), {
      message: "the setting databricks:profile is not supported by the local engine: use the Pulumi CLI",
    });
  });
});

describe("A service principal of the local engine", () => {
  const clientId = "11111111-2222-3333-4444-555555555555";
  const clientSecret = "dose-1";
  const { workspace } = useWorkspace({ oauthClients: [{ clientId, clientSecret }] });

  it("signs in with its secret, even if the environment has a token", async () => {
    const { host, token } = credentialsOf(
      {},
      {
        DATABRICKS_HOST: workspace().host,
        DATABRICKS_TOKEN: "of somebody else",
        DATABRICKS_AUTH_TYPE: "oauth-m2m",
        DATABRICKS_CLIENT_ID: clientId,
        DATABRICKS_CLIENT_SECRET: clientSecret,
      },
    );
    assert.equal(await new RestClient({ host, token }).me(), clientId);
  });
});

describe("The packages that the local engine knows", () => {
  const child = { cwd: ".", env: ENV, onLine: () => undefined };
  const config = { values: { "databricks:token": "t-1", "other:key": "v" }, secretKeys: [], givenKeys: [] };

  it("refuse a type of databricks by name that is none of theirs", async () => {
    const store = await StateStore.open("/nowhere/state.json", "/nowhere/passphrase", { readOnly: true });
    const packages = packagesOf(config, "", child);
    const providers = new Providers({ stack: "dev", project: "p", store, packages });
    for (const type of ["databricks:index/cluster:Cluster", "pulumi:providers:databricks"]) {
      await assert.rejects(providers.for(type), {
        message: `the resource type ${type} is not supported by the local engine: use the Pulumi CLI`,
      });
    }
  });

  it("are given their own settings, and a token as a secret whatever the stack's file says", () => {
    assert.deepEqual(packagesOf(config, "", child)[1]?.config, { token: secret("t-1") });
  });
});
