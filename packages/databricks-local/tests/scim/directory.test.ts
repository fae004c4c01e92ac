import assert from "node:assert/strict";
import { asJson, useWorkspace, type Json } from "../use-workspace";

const SCIM = "/api/2.0/preview/scim/v2";
const CLIENT = { clientId: "6b1f3c9e-0000-4000-8000-000000000001", clientSecret: "dose-test" };
const USER_ID = "1000000000000001";
const PRINCIPAL_ID = "2000000000000001";

describe("SCIM", () => {
  const { call, workspace, restart } = useWorkspace({ oauthClients: [CLIENT] });
  const resources = async (path: string) => {
    const { body } = await call("GET", `${SCIM}/${path}`);
    assert.ok(Array.isArray(body.Resources));
    return body.Resources.map(asJson);
  };
  /** Calls whose answer has no body. */
  const change = async (method: string, path: string, body?: Json) => {
    const answer = await fetch(`${workspace().host}${SCIM}/${path}`, {
      method,
      headers: { authorization: `Bearer ${workspace().token}` },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return [answer.status, await answer.text()];
  };
  const membersOf = async (id: string) => asJson((await call("GET", `${SCIM}/Groups/${id}`)).body).members;

  it("names the caller with their groups, without what was excluded", async () => {
    const { body } = await call("GET", `${SCIM}/Me?excludedAttributes=emails,displayName`);
    assert.deepEqual(body, {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      id: USER_ID,
      userName: "local.user@example.com",
      active: true,
      groups: [
        { display: "admins", type: "direct", value: "1" },
        { display: "users", type: "direct", value: "2" },
      ],
    });
  });

  it("lists users and service principals, and finds them by a filter", async () => {
    assert.deepEqual(
      (await resources("Users")).map(({ userName }) => userName),
      ["local.user@example.com"],
    );
    const filter = encodeURIComponent(`applicationId eq '${CLIENT.clientId}'`);
    assert.deepEqual(
      (await resources(`ServicePrincipals?filter=${filter}&attributes=applicationId`)).map(
        ({ id, ...rest }) => [id, Object.keys(rest)],
      ),
      [[PRINCIPAL_ID, ["schemas", "applicationId"]]],
    );
    assert.deepEqual(
      await resources(`Users?filter=${encodeURIComponent('userName eq "other@example.com"')}`),
      [],
    );
  });

  it("creates a group, changes its members, and keeps it over a new start", async () => {
    const members = [{ value: USER_ID }];
    const { status, body } = await call("POST", `${SCIM}/Groups`, { displayName: "readers", members });
    assert.equal(status, 201);
    const id = String(body.id);
    assert.deepEqual(body, {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
      id,
      displayName: "readers",
      members: [{ value: USER_ID, display: "local.user@example.com" }],
      meta: { resourceType: "WorkspaceGroup" },
    });
    const patch = (...Operations: Json[]) => change("PATCH", `Groups/${id}`, { Operations });
    const added = { op: "add", path: "members", value: [{ value: PRINCIPAL_ID }] };
    const removed = { op: "remove", path: `members[value eq "${USER_ID}"]` };
    assert.deepEqual(await patch(added, removed), [204, ""]);
    await restart();
    assert.deepEqual(await membersOf(id), [{ value: PRINCIPAL_ID, display: CLIENT.clientId }]);
    await patch({ op: "replace", value: { members } });
    assert.deepEqual(await membersOf(id), [{ value: USER_ID, display: "local.user@example.com" }]);
    assert.deepEqual(await change("DELETE", `Groups/${id}`), [204, ""]);
    const gone = await call("GET", `${SCIM}/Groups/${id}`);
    assert.deepEqual(gone.body, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
      detail: `Group with id ${id} not found.`,
      status: "404",
    });
  });

  it("lists groups page by page, those of the workspace first", async () => {
    const { body } = await call("GET", `${SCIM}/Groups?startIndex=2&count=1`);
    const { Resources, ...page } = body;
    assert.ok(Array.isArray(Resources));
    assert.equal(asJson(Resources[0]).displayName, "users");
    assert.deepEqual([page.totalResults, page.startIndex, page.itemsPerPage], [2, 2, 1]);
  });

  const REFUSED: readonly [
    what: string,
    method: string,
    path: string,
    body: Json,
    status: number,
    detail: string,
  ][] = [
    [
      "a group of a name that is taken",
      "POST",
      "Groups",
      { displayName: "users" },
      409,
      "Group with name users already exists.",
    ],
    [
      "a member that is nobody",
      "POST",
      "Groups",
      { displayName: "x", members: [{ value: "7" }] },
      400,
      "There is no user, service principal or group with id 7.",
    ],
    [
      "to change a built-in group",
      "DELETE",
      "Groups/1",
      {},
      403,
      "The local workspace does not change the group admins.",
    ],
    [
      "an operation that it does not know",
      "PATCH",
      "Groups/1",
      { Operations: [{ op: "add", path: "roles", value: [] }] },
      400,
      "The local workspace does not know 'add' of 'roles'.",
    ],
  ];
  for (const [what, method, path, body, status, detail] of REFUSED) {
    it(`refuses ${what}`, async () => {
      const answer = await call(method, `${SCIM}/${path}`, body);
      assert.deepEqual([answer.status, answer.body.detail], [status, detail]);
    });
  }
});
