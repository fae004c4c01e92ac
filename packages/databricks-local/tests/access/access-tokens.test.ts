import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { asJson, NOW, useWorkspace } from "../use-workspace";

const CLIENT = { clientId: "6b1f3c9e-0000-4000-8000-000000000001", clientSecret: "dose-test" };
const ME = "/api/2.0/preview/scim/v2/Me";

describe("Access tokens", () => {
  const { call, workspace, dataDir, restart } = useWorkspace({ oauthClients: [CLIENT] });
  const get = async (path: string, token: string) => {
    const response = await fetch(`${workspace().host}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { error_code, message } = asJson(await response.json());
    return response.ok ? [response.status] : [response.status, error_code, message];
  };
  const createToken = async (body: object) => {
    const answer = await call("POST", "/api/2.0/token/create", body);
    return { token: String(answer.body.token_value), info: asJson(answer.body.token_info) };
  };
  const requestToken = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${workspace().host}/oidc/v1/token`, { method: "POST", body: new URLSearchParams(form), headers });
  const newOAuthToken = async () => {
    const { clientId: client_id, clientSecret: client_secret } = CLIENT;
    const answer = await requestToken({ grant_type: "client_credentials", client_id, client_secret });
    return String(asJson(await answer.json()).access_token);
  };

  it("are made by their user, work, and are listed without the token", async () => {
    const { token, info } = await createToken({ comment: "for a test", lifetime_seconds: 60 });
    const { token_id, ...rest } = info;
    assert.match(String(token_id), /^[0-9a-f]{64}$/);
    assert.deepEqual(rest, {
      comment: "for a test",
      creation_time: NOW.getTime(),
      expiry_time: NOW.getTime() + 60_000,
    });
    assert.deepEqual(await get(ME, token), [200]);
    assert.deepEqual((await call("GET", "/api/2.0/token/list")).body, { token_infos: [info] });
    assert.ok(!readFileSync(join(dataDir, "personal-tokens.jsonl"), "utf8").includes(token));
    await call("POST", "/api/2.0/token/delete", { token_id });
  });

  it("do not expire without a lifetime, and survive a new start", async () => {
    const { token, info } = await createToken({});
    assert.deepEqual([info.expiry_time, info.comment], [-1, ""]);
    await restart();
    assert.deepEqual(await get(ME, token), [200]);
    assert.deepEqual((await call("POST", "/api/2.0/token/delete", { token_id: info.token_id })).body, {});
    assert.deepEqual(await get(ME, token), [403, 403, "Invalid access token."]);
    const again = await call("POST", "/api/2.0/token/delete", { token_id: info.token_id });
    assert.deepEqual([again.status, again.body.error_code], [404, "RESOURCE_DOES_NOT_EXIST"]);
  });

  it("are issued to a service principal by its id and secret, in the form or in the header", async () => {
    const { clientId, clientSecret } = CLIENT;
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
    const answers = [
      await requestToken({
        grant_type: "client_credentials",
        scope: "all-apis",
        client_id: clientId,
        client_secret: clientSecret,
      }),
      await requestToken({ grant_type: "client_credentials" }, { authorization: `Basic ${basic}` }),
    ];
    for (const answer of answers) {
      const { access_token, ...rest } = asJson(await answer.json());
      assert.deepEqual(rest, { scope: "all-apis", token_type: "Bearer", expires_in: 3600 });
      const claims = asJson(
        JSON.parse(Buffer.from(String(access_token).split(".")[1] ?? "", "base64url").toString()),
      );
      assert.deepEqual([claims.sub, claims.exp], [clientId, NOW.getTime() / 1000 + 3600]);
      const me = await fetch(`${workspace().host}${ME}`, {
        headers: { authorization: `Bearer ${String(access_token)}` },
      });
      assert.equal(asJson(await me.json()).userName, clientId);
    }
  });

  const REFUSED: readonly [why: string, form: Record<string, string>, status: number, error: string][] = [
    ["a wrong secret", { client_id: CLIENT.clientId, client_secret: "dose-other" }, 401, "invalid_client"],
    ["an unknown client", { client_id: "nobody", client_secret: "dose-test" }, 401, "invalid_client"],
    ["no client", {}, 401, "invalid_client"],
    ["another scope", { scope: "sql" }, 400, "invalid_scope"],
    ["another grant", { grant_type: "authorization_code" }, 400, "unsupported_grant_type"],
  ];
  for (const [why, form, status, error] of REFUSED) {
    it(`are not issued for ${why}, in OAuth's shape of an error`, async () => {
      const answer = await requestToken({ grant_type: "client_credentials", ...form });
      assert.deepEqual([answer.status, asJson(await answer.json()).error], [status, error]);
    });
  }

  it("are found through discovery, on the host that the client called", async () => {
    const { host } = workspace();
    for (const name of ["oauth-authorization-server", "openid-configuration"]) {
      const answer = await fetch(`${host}/oidc/.well-known/${name}`);
      assert.equal(asJson(await answer.json()).token_endpoint, `${host}/oidc/v1/token`);
    }
  });

  it("expire all at once on request, the one of the start excepted", async () => {
    const tokens = [await newOAuthToken(), (await createToken({})).token];
    assert.deepEqual(await Promise.all(tokens.map((token) => get(ME, token))), [[200], [200]]);
    assert.deepEqual((await call("POST", "/_local/tokens/expire")).body, {});
    assert.deepEqual(await Promise.all(tokens.map((token) => get(ME, token))), [
      [403, 403, "JWT has expired"],
      [403, 403, "Invalid access token."],
    ]);
    assert.equal((await call("GET", ME)).status, 200);
    assert.deepEqual(await get(ME, await newOAuthToken()), [200]);
  });

  it("expire as the workspace's clock goes by", async () => {
    const [hour, minute] = [await newOAuthToken(), (await createToken({ lifetime_seconds: 60 })).token];
    await call("POST", "/_local/clock", { advanceSeconds: 59 });
    assert.deepEqual([await get(ME, hour), await get(ME, minute)], [[200], [200]]);
    await call("POST", "/_local/clock", { advanceSeconds: 1 });
    assert.deepEqual(await get(ME, minute), [403, 403, "Invalid access token."]);
    assert.deepEqual(await get(ME, hour), [200]);
    await call("POST", "/_local/clock", { advanceSeconds: 3540 });
    assert.deepEqual(await get(ME, hour), [403, 403, "JWT has expired"]);
  });

  it("name the workspace in every answer's header", async () => {
    const { headers } = await call("GET", ME);
    assert.equal(headers.get("x-databricks-org-id"), "1000000000000000");
  });
});
