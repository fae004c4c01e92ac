import assert from "node:assert/strict";
import { alertBody } from "../alert-body";
import { place } from "../place";
import { locally, refusal, useWorkspace } from "../use-workspace";

const direct = (permission_level: string) => [{ permission_level, inherited: false }];
const ADMINS = {
  group_name: "admins",
  all_permissions: [
    { permission_level: "CAN_MANAGE", inherited: true, inherited_from_object: ["/directories/0"] },
  ],
};
const mine = () => ({ user_name: place.userName, all_permissions: direct("CAN_MANAGE") });

describe("/api/2.0/permissions/alertsv2/:id", () => {
  const { call, createAlert, restart } = useWorkspace({ shared: true });
  let id = "";
  let path = "";
  beforeEach(async () => {
    id = await createAlert(alertBody());
    path = `/api/2.0/permissions/alertsv2/${id}`;
  });
  afterEach(() => call("DELETE", `/api/2.0/alerts/${id}?purge=true`));
  const put = (...access_control_list: object[]) => call("PUT", path, { access_control_list });
  const listed = async () => (await call("GET", path)).body.access_control_list;

  it("names the creator as the manager of a new alert, and the administrators", async () => {
    const { status, body } = await call("GET", path);
    assert.equal(status, 200);
    assert.deepEqual(body, {
      object_id: `/alertsv2/${id}`,
      object_type: "alertv2",
      access_control_list: [mine(), ADMINS],
    });
  });

  it("answers the levels that an alert knows", async () => {
    const { body } = await call("GET", `${path}/permissionLevels`);
    assert.deepEqual(body, {
      permission_levels: [
        { permission_level: "CAN_READ", description: "Can read" },
        { permission_level: "CAN_RUN", description: "Can run" },
        { permission_level: "CAN_EDIT", description: "Can edit" },
        { permission_level: "CAN_MANAGE", description: "Can manage, permissions included" },
      ],
    });
  });

  it("takes what the Terraform and Pulumi providers send", async () => {
    const { status, body } = await put(
      { group_name: "users", permission_level: "CAN_RUN" },
      { permission_level: "CAN_MANAGE", user_name: place.userName },
    );
    assert.equal(status, 200);
    const expected = [{ group_name: "users", all_permissions: direct("CAN_RUN") }, mine(), ADMINS];
    assert.deepEqual(body.access_control_list, expected);
  });

  it(
    "keeps them over a restart",
    locally("a restart", async () => {
      await put({ group_name: "users", permission_level: "CAN_RUN" });
      const before = await listed();
      await restart();
      assert.deepEqual(await listed(), before);
    }),
  );

  it("replaces with PUT, adds and changes with PATCH", async () => {
    await put({ user_name: "a@example.com", permission_level: "CAN_READ" });
    await put({ service_principal_name: "0a1b2c3d", permission_level: "CAN_EDIT" });
    const { body } = await call("PATCH", path, {
      access_control_list: [
        { group_name: "users", permission_level: "CAN_READ" },
        { service_principal_name: "0a1b2c3d", permission_level: "CAN_RUN" },
      ],
    });
    assert.deepEqual(body.access_control_list, [
      { service_principal_name: "0a1b2c3d", all_permissions: direct("CAN_RUN") },
      mine(),
      { group_name: "users", all_permissions: direct("CAN_READ") },
      ADMINS,
    ]);
  });

  it("leaves the caller its management, whatever is sent", async () => {
    await put({ user_name: place.userName, permission_level: "CAN_READ" });
    assert.deepEqual(await listed(), [mine(), ADMINS]);
    await call("PATCH", path, {
      access_control_list: [{ user_name: place.userName, permission_level: "CAN_RUN" }],
    });
    assert.deepEqual(await listed(), [mine(), ADMINS]);
    assert.deepEqual((await call("PUT", path, {})).body.access_control_list, [mine(), ADMINS]);
  });

  it("shows a direct grant of administrators beside the inherited one", async () => {
    await put({ group_name: "admins", permission_level: "CAN_MANAGE" });
    const all_permissions = [...direct("CAN_MANAGE"), ...ADMINS.all_permissions];
    assert.deepEqual(await listed(), [mine(), { group_name: "admins", all_permissions }]);
  });

  it("answers for an alert in the trash, and not for a purged one", async () => {
    await call("DELETE", `/api/2.0/alerts/${id}`);
    assert.equal((await call("GET", path)).status, 200);
    await call("DELETE", `/api/2.0/alerts/${id}?purge=true`);
    const gone = [404, "RESOURCE_DOES_NOT_EXIST", `Alert with ID '${id}' does not exist.`];
    assert.deepEqual(refusal(await call("GET", path)), gone);
    assert.deepEqual(refusal(await put()), gone);
    assert.deepEqual(refusal(await call("PATCH", path, {})), gone);
    assert.deepEqual(refusal(await call("GET", `${path}/permissionLevels`)), gone);
  });

  it("refuses with every fault, and changes nothing", async () => {
    const answer = await put(
      { user_name: "a@example.com", permission_level: "CAN_USE" },
      { group_name: "admins", permission_level: "CAN_READ" },
    );
    assert.deepEqual(refusal(answer), [
      400,
      "INVALID_PARAMETER_VALUE",
      "access_control_list[0]: permission_level 'CAN_USE' is not one of CAN_READ, CAN_RUN, CAN_EDIT, CAN_MANAGE, " +
        "which alertv2 objects have; " +
        "access_control_list[1]: Cannot change permissions for group 'admins' to CAN_READ.",
    ]);
    assert.deepEqual(await listed(), [mine(), ADMINS]);
  });

  const LEVELS =
    "CAN_VIEW, CAN_MONITOR, CAN_READ, CAN_USE, CAN_RUN, CAN_EDIT, CAN_MANAGE_RUN, CAN_MANAGE, IS_OWNER";
  const PRINCIPALS = "exactly one of user_name, group_name, service_principal_name must be set";
  const BAD: readonly [entry: object, message: string][] = [
    [{ permission_level: "CAN_READ" }, PRINCIPALS],
    [{ user_name: "a@b.co", group_name: "users", permission_level: "CAN_READ" }, PRINCIPALS],
    [{ user_name: "", permission_level: "CAN_READ" }, ".user_name: must not be empty"],
    [{ group_name: "users", permission_level: "ALL" }, `.permission_level: 'ALL' is not one of ${LEVELS}`],
    [{ group_name: "users" }, ".permission_level: is required"],
  ];
  for (const [entry, message] of BAD) {
    it(`refuses ${JSON.stringify(entry)}`, async () => {
      const where = message.startsWith(".") ? "access_control_list[0]" : "access_control_list[0]: ";
      assert.deepEqual(refusal(await put(entry)), [400, "INVALID_PARAMETER_VALUE", `${where}${message}`]);
    });
  }

  it("refuses an object type that it does not know", async () => {
    const { status, body } = await call("GET", `/api/2.0/permissions/alertsv3/${id}`);
    assert.deepEqual([status, body.error_code], [400, "INVALID_PARAMETER_VALUE"]);
    assert.match(String(body.message), /^'alertsv3' is not one of the object types alertsv2, warehouses/);
  });
});

describe("/api/2.0/permissions/warehouses/:id", () => {
  const { call, workspace } = useWorkspace();
  const OWNED = { user_name: place.userName, all_permissions: direct("IS_OWNER") };

  it("is the same under both of its paths", async () => {
    const { warehouseId } = workspace();
    const expected = {
      object_id: `/sql/warehouses/${warehouseId}`,
      object_type: "warehouses",
      access_control_list: [OWNED, ADMINS],
    };
    for (const name of ["warehouses", "sql/warehouses"])
      assert.deepEqual((await call("GET", `/api/2.0/permissions/${name}/${warehouseId}`)).body, expected);
  });

  it("keeps its owner until another one is named, and the caller's management then", async () => {
    const path = `/api/2.0/permissions/warehouses/${workspace().warehouseId}`;
    const users = { group_name: "users", permission_level: "CAN_USE" };
    const kept = await call("PUT", path, { access_control_list: [users] });
    const usersGrant = { group_name: "users", all_permissions: direct("CAN_USE") };
    assert.deepEqual(kept.body.access_control_list, [usersGrant, OWNED, ADMINS]);
    const other = { user_name: "b@example.com", permission_level: "IS_OWNER" };
    const moved = await call("PATCH", path, { access_control_list: [other] });
    assert.deepEqual(moved.body.access_control_list, [
      usersGrant,
      mine(),
      { user_name: "b@example.com", all_permissions: direct("IS_OWNER") },
      ADMINS,
    ]);
    const group = { group_name: "users", permission_level: "IS_OWNER" };
    assert.deepEqual(refusal(await call("PUT", path, { access_control_list: [other, group] })), [
      400,
      "INVALID_PARAMETER_VALUE",
      "access_control_list[1]: a group cannot be an owner; an object must have exactly one owner",
    ]);
  });
});

describe("/api/2.0/permissions/jobs/:id", () => {
  const { call, restart } = useWorkspace();

  it("answers what was given for a job that is gone, and takes nothing for it", async () => {
    const { body } = await call("POST", "/api/2.2/jobs/create", { name: "nightly" });
    const path = `/api/2.0/permissions/jobs/${String(body.job_id)}`;
    const users = { group_name: "users", permission_level: "CAN_VIEW" };
    const given = await call("PUT", path, { access_control_list: [users] });
    await call("POST", "/api/2.2/jobs/delete", { job_id: body.job_id });
    await restart();
    assert.deepEqual((await call("GET", path)).body, given.body);
    const gone = [400, "INVALID_PARAMETER_VALUE", `Job ${String(body.job_id)} does not exist.`];
    assert.deepEqual(refusal(await call("PUT", path, { access_control_list: [users] })), gone);
  });

  it("refuses a job that never was", async () => {
    assert.deepEqual(refusal(await call("GET", "/api/2.0/permissions/jobs/7")), [
      400,
      "INVALID_PARAMETER_VALUE",
      "Job 7 does not exist.",
    ]);
  });
});
