import assert from "node:assert/strict";
import type { RunAs } from "../../../alerting/definition";
import { previewPrincipal } from "../../../commands/preview-principal";
import { clientSettings } from "../../../databricks/client-settings";
import { findTokenSource } from "../../../databricks/find-token-source";
import { ExpectedError } from "../../../messages/expected-error";
import { askableSides, askedAs, notAskedText } from "../../../review/asked-as";
import type { AlertChange } from "../../../review/changes/alert-change";
import { askedWords } from "../../../review/words/evaluation-words";
import { replayedAlert } from "../../program/review/replay/replayed-alert";
import { plannedAlert } from "../alerting/planned-alert";

const PREVIEW = "11111111-2222-3333-4444-555555555555";
const DEPLOYER = {
  DATABRICKS_HOST: "https://example.cloud.databricks.com",
  DATABRICKS_TOKEN: "dapi-of-the-deployer",
  DATABRICKS_CLIENT_ID: "deployer",
  DATABRICKS_CLIENT_SECRET: "secret-of-the-deployer",
};

function signIn(env: NodeJS.ProcessEnv, config: Record<string, string> = {}, as?: string) {
  const { sources, name } = previewPrincipal({ env, config: (key) => config[key] }, as);
  const settings = clientSettings(sources);
  const find = (setting: Parameters<typeof settings.find>[0]) => settings.find(setting)[0]?.value;
  return {
    name,
    id: find("client_id"),
    secret: find("client_secret"),
    describe: findTokenSource(settings, sources.env, new URL(DEPLOYER.DATABRICKS_HOST)).describe,
  };
}

describe("a review with DATABRICKS_PREVIEW_CLIENT_ID", () => {
  const without = { ...DEPLOYER, DATABRICKS_PREVIEW_CLIENT_ID: PREVIEW };
  const env = { ...without, DATABRICKS_PREVIEW_CLIENT_SECRET: "s" };

  it("signs in as that principal, whatever other credentials there are", () => {
    const config = {
      token: "dapi-of-the-stack",
      clientId: "stack",
      clientSecret: "of-the-stack",
      authType: "pat",
    };
    for (const given of [env, { ...env, DATABRICKS_AUTH_TYPE: "pat" }]) {
      const { name, id, secret, describe: words } = signIn(given, config);
      assert.deepEqual([name, id, secret], [PREVIEW, PREVIEW, "s"]);
      assert.equal(words, `OAuth token of service principal ${PREVIEW} (DATABRICKS_CLIENT_ID)`);
    }
  });

  it("takes the identity token of the job where there is no secret", () => {
    const { sources } = previewPrincipal({
      env: { ...without, DATABRICKS_AUTH_TYPE: "github-oidc" },
      config: () => undefined,
    });
    assert.equal(sources.env["DATABRICKS_AUTH_TYPE"], "github-oidc");
    assert.equal(sources.env["DATABRICKS_CLIENT_ID"], PREVIEW);
    assert.equal(sources.env["DATABRICKS_CLIENT_SECRET"], "");
    assert.equal(sources.env["DATABRICKS_TOKEN"], "");
  });

  it("refuses what would let it sign in as somebody else", () => {
    assert.throws(() => signIn(without), ExpectedError);
    assert.throws(() => signIn({ ...without, DATABRICKS_AUTH_TYPE: "pat" }), {
      message:
        "DATABRICKS_PREVIEW_CLIENT_ID needs DATABRICKS_PREVIEW_CLIENT_SECRET, or a DATABRICKS_AUTH_TYPE by the job's " +
        "identity token (github-oidc, azure-devops-oidc, env-oidc, file-oidc).",
    });
    assert.throws(() => signIn(env, {}, "somebody"), {
      message: `--as names somebody, and DATABRICKS_PREVIEW_CLIENT_ID ${PREVIEW}: give one of them.`,
    });
  });

  it("is as any other without it, or where it is empty", () => {
    assert.deepEqual(
      signIn({ ...DEPLOYER, DATABRICKS_PREVIEW_CLIENT_ID: "" }, {}, "deployer").name,
      "deployer",
    );
    assert.equal(signIn(DEPLOYER).name, undefined);
    assert.equal(signIn(DEPLOYER).id, "deployer");
  });
});

describe("with whose rights a review asks", () => {
  const change = (runAs?: RunAs): AlertChange => ({
    alertId: "A-1",
    kind: "added",
    fields: [],
    drift: [],
    isBaseUnknown: false,
    planned: plannedAlert("A-1", { ...replayedAlert("SELECT 1 AS v"), ...(runAs && { runAs }) }),
  });
  const me = { name: "me@example.com", isChosen: false };
  const reader = { servicePrincipalName: "reader" };

  it("is a question where the alert runs as another, unless somebody chose who asks", () => {
    const mayAsk = (runAs?: RunAs, asker = me) => askableSides(change(runAs), asker, {}).after !== undefined;
    assert.equal(mayAsk(), true);
    assert.equal(mayAsk({ userName: "ME@example.com" }), true);
    assert.equal(mayAsk(reader), false);
    assert.equal(mayAsk({ userName: "boss@example.com" }), false);
    assert.equal(mayAsk(reader, { ...me, isChosen: true }), true);
  });

  it("stands in the report's head, and what was not asked among what was not checked", () => {
    const changes = [change(), change(reader)];
    const words = (isChosen: boolean, of = changes) =>
      askedWords({ asked: askedAs({ ...me, isChosen }, of) });
    assert.equal(words(false, [change()]), "Queries were asked as me@example.com.");
    assert.equal(
      words(false),
      "Queries were asked as me@example.com; those of alerts that run as reader were not asked.",
    );
    assert.equal(
      words(true),
      "Queries were asked as me@example.com; alerts run as reader, who may read other things.",
    );
    assert.deepEqual(notAskedText(askableSides(change(reader), me, {}).left, me), [
      "What A-1 would say now and would have said: to run as reader, and this review asks as me@example.com, who may read more. " +
        "Sign in as the principal of the alerts, or as one that may only read what alerts may, and name it by --as or " +
        "DATABRICKS_PREVIEW_CLIENT_ID.",
    ]);
    assert.deepEqual(notAskedText([], me), []);
  });
});
