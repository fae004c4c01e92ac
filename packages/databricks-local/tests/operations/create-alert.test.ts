import assert from "node:assert/strict";
import { alertBody } from "../alert-body";
import { place } from "../place";
import { asJson, locally, refusal, useWorkspace } from "../use-workspace";

describe("POST /api/2.0/alerts", () => {
  const { call, createAlert } = useWorkspace({ shared: true });

  it("answers the alert with what the service sets", async () => {
    const { status, body } = await call("POST", "/api/2.0/alerts", alertBody({ display_name: "first" }));
    assert.equal(status, 200);
    const { id, ...rest } = body;
    assert.match(String(id), /^[1-9]\d{14,18}$/);
    assert.deepEqual(rest, {
      ...alertBody({ display_name: "first" }),
      parent_path: `/Workspace${place.folder}`,
      evaluation: alertBody().evaluation,
      owner_user_name: place.userName,
      effective_run_as: { user_name: place.userName },
      lifecycle_state: "ACTIVE",
      create_time: body.create_time,
      update_time: body.create_time,
    });
    assert.match(String(body.create_time), /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
  });

  it("ignores what only the service sets", async () => {
    const forged = { id: "7", owner_user_name: "x", lifecycle_state: "DELETED", create_time: "then" };
    const { body } = await call("POST", "/api/2.0/alerts", alertBody({ display_name: "forged", ...forged }));
    assert.notEqual(body.id, "7");
    assert.equal(body.owner_user_name, place.userName);
    assert.equal(body.lifecycle_state, "ACTIVE");
    assert.notEqual(body.create_time, "then");
  });

  it("keeps fields that it does not know", async () => {
    const id = await createAlert(alertBody({ display_name: "newer", snooze: { until: "2027" } }));
    const { body } = await call("GET", `/api/2.0/alerts/${id}`);
    assert.deepEqual(body.snooze, { until: "2027" });
  });

  it("takes null for a field that was left out", async () => {
    const { status, body } = await call(
      "POST",
      "/api/2.0/alerts",
      alertBody({ display_name: "nulls", custom_summary: null }),
    );
    assert.equal(status, 200);
    assert.equal("custom_summary" in body, false);
  });

  it("puts an alert without a folder into the user's own", async () => {
    const { body } = await call(
      "POST",
      "/api/2.0/alerts",
      alertBody({ display_name: "homeless", parent_path: undefined }),
    );
    assert.equal(body.parent_path, `/Workspace/Users/${place.userName}`);
  });

  it("runs as a service principal when told so", async () => {
    const run_as = { service_principal_name: "0a1b2c3d-0000-0000-0000-000000000000" };
    const { body } = await call("POST", "/api/2.0/alerts", alertBody({ display_name: "sp", run_as }));
    assert.deepEqual(body.effective_run_as, run_as);
  });

  it("reads the deprecated run_as_user_name: oneself or the application id of a service principal", async () => {
    const application = "0a1b2c3d-0000-0000-0000-00000000000A";
    for (const [run_as_user_name, expected] of [
      [application, { service_principal_name: application }],
      [place.userName, { user_name: place.userName }],
    ] as const) {
      const alert = alertBody({ display_name: run_as_user_name, run_as_user_name });
      const { body } = await call("POST", "/api/2.0/alerts", alert);
      assert.deepEqual([body.run_as_user_name, body.effective_run_as], [run_as_user_name, expected]);
    }
    const run_as = { user_name: place.userName };
    const both = alertBody({ display_name: "both", run_as, run_as_user_name: application });
    assert.deepEqual((await call("POST", "/api/2.0/alerts", both)).body.effective_run_as, run_as);
    const boss = alertBody({ display_name: "boss", run_as_user_name: "boss@example.com" });
    assert.equal((await call("POST", "/api/2.0/alerts", boss)).status, 403);
  });

  it("keeps parameters, template format and every field of a condition on two columns", async () => {
    const parameters = [{ name: "floor", type: "DOUBLE", value: "80" }];
    const full = alertBody({
      display_name: "full",
      query_text: "SELECT :floor AS floor, 75 AS pct",
      parameters,
      custom_template_format: "MARKDOWN",
      custom_summary: "@ALERT_NAME",
      custom_description: "@QUERY_RESULT_VALUE",
      evaluation: {
        source: { name: "pct", aggregation: "MIN", display: "pct" },
        comparison_operator: "LESS_THAN_OR_EQUAL",
        threshold: { column: { name: "floor", aggregation: "MAX" } },
        empty_result_state: "TRIGGERED",
        notification: { subscriptions: [{ destination_id: "d-1" }], retrigger_seconds: 0 },
      },
    });
    const { status, body } = await call("POST", "/api/2.0/alerts", full);
    assert.equal(status, 200);
    assert.deepEqual(
      [body.parameters, body.custom_template_format, body.custom_summary, body.custom_description],
      [parameters, "MARKDOWN", "@ALERT_NAME", "@QUERY_RESULT_VALUE"],
    );
    assert.deepEqual(body.evaluation, full.evaluation);
  });

  it("refuses to run as another user", async () => {
    const answer = await call(
      "POST",
      "/api/2.0/alerts",
      alertBody({ display_name: "other", run_as: { user_name: "boss@example.com" } }),
    );
    assert.deepEqual(refusal(answer), [
      403,
      "PERMISSION_DENIED",
      `User ${place.userName} can run an alert as themselves or as a service principal, not as boss@example.com`,
    ]);
  });

  it("refuses a second alert of one name in one folder, not in another one", async () => {
    await createAlert(alertBody({ display_name: "twin" }));
    const again = await call("POST", "/api/2.0/alerts", alertBody({ display_name: "twin" }));
    assert.deepEqual(refusal(again), [
      400,
      "RESOURCE_ALREADY_EXISTS",
      "Alert with name 'twin' already exists",
    ]);
    const elsewhere = alertBody({ display_name: "twin", parent_path: `/Workspace${place.folder}/other/` });
    const { status, body } = await call("POST", "/api/2.0/alerts", elsewhere);
    assert.deepEqual([status, body.parent_path], [200, `/Workspace${place.folder}/other`]);
  });

  it("refuses a body that is no JSON", async () => {
    assert.deepEqual(refusal(await call("POST", "/api/2.0/alerts", '{"display_name":')), [
      400,
      "MALFORMED_REQUEST",
      "Invalid JSON given in the body of the request - failed to parse given JSON",
    ]);
  });

  it(
    "refuses a body above 32 MiB",
    locally("its limit of a body", async () => {
      const answer = await call("POST", "/api/2.0/alerts", " ".repeat(32 * 1024 * 1024 + 1));
      assert.deepEqual(refusal(answer), [
        400,
        "INVALID_PARAMETER_VALUE",
        "The request's body is larger than 33554432 bytes",
      ]);
    }),
  );

  it("refuses an alert that is wrapped in `alert`", async () => {
    assert.deepEqual(refusal(await call("POST", "/api/2.0/alerts", { alert: alertBody() })), [
      400,
      "INVALID_PARAMETER_VALUE",
      "display_name: is required; query_text: is required; warehouse_id: is required; " +
        "evaluation: is required; schedule: is required",
    ]);
  });

  const { evaluation, schedule } = alertBody();
  const subscriptions = [{ user_email: "finops" }, { user_email: "a@b.co", destination_id: "1" }];
  const BAD: readonly [changes: Record<string, unknown>, message: string][] = [
    [{ display_name: " " }, "display_name: Missing or empty alert name"],
    [{ query_text: 5 }, "query_text: must be a string"],
    [
      { evaluation: { ...evaluation, comparison_operator: "=>" } },
      "evaluation.comparison_operator: '=>' is not one of EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL, " +
        "IS_NOT_NULL, IS_NULL, LESS_THAN, LESS_THAN_OR_EQUAL, NOT_EQUAL",
    ],
    [
      { evaluation: { ...evaluation, source: { name: "x", aggregation: "FIRST" } } },
      "evaluation.source.aggregation: 'FIRST' is not one of " +
        "AVG, COUNT, COUNT_DISTINCT, MAX, MEDIAN, MIN, STDDEV, SUM, AGGREGATION_UNSPECIFIED",
    ],
    [
      { evaluation: { ...evaluation, threshold: { value: { double_value: "80" } } } },
      "evaluation.threshold.value.double_value: must be a number",
    ],
    [
      { evaluation: { ...evaluation, threshold: { value: { double_value: 1, string_value: "1" } } } },
      "evaluation.threshold.value: exactly one of bool_value, double_value, string_value must be set",
    ],
    [
      { evaluation: { ...evaluation, threshold: undefined } },
      "evaluation.threshold: must be set, except for IS_NULL and IS_NOT_NULL, which have none",
    ],
    [
      { evaluation: { ...evaluation, comparison_operator: "IS_NULL" } },
      "evaluation.threshold: must be set, except for IS_NULL and IS_NOT_NULL, which have none",
    ],
    [
      { evaluation: { ...evaluation, empty_result_state: "FINE" } },
      "evaluation.empty_result_state: 'FINE' is not one of ERROR, OK, TRIGGERED, UNKNOWN",
    ],
    [
      { evaluation: { ...evaluation, notification: { subscriptions } } },
      "evaluation.notification.subscriptions[0].user_email: 'finops' is not an e-mail address; " +
        "evaluation.notification.subscriptions[1]: exactly one of user_email, destination_id must be set",
    ],
    [
      { evaluation: { ...evaluation, notification: { retrigger_seconds: 1.5 } } },
      "evaluation.notification.retrigger_seconds: must be a whole number",
    ],
    [
      { schedule: { ...schedule, timezone_id: "Mars/Olympus" } },
      "schedule.timezone_id: 'Mars/Olympus' is not a time zone id",
    ],
    [
      { schedule: { ...schedule, timezone_id: "america/los_angeles" } },
      "schedule.timezone_id: 'america/los_angeles' is not a time zone id",
    ],
    [
      { schedule: { ...schedule, timezone_id: "America/los_Angeles" } },
      "schedule.timezone_id: 'America/los_Angeles' is not a time zone id",
    ],
    [{ parameters: [{ type: "STRING" }] }, "parameters[0].name: is required"],
    [
      { run_as: { user_name: "a@b.co", service_principal_name: "b" } },
      "run_as: exactly one of user_name, service_principal_name must be set",
    ],
    [
      { schedule: { ...schedule, quartz_cron_schedule: "0 8 * * *" } },
      "schedule.quartz_cron_schedule: '0 8 * * *' is not a Quartz cron expression: it must have 6 or 7 fields, not 5",
    ],
    [
      { schedule: { ...schedule, pause_status: "STOPPED" } },
      "schedule.pause_status: 'STOPPED' is not one of PAUSED, UNPAUSED",
    ],
    [{ parent_path: "Shared" }, "parent_path: must be an absolute path"],
    [{ custom_template_format: "TEXT" }, "custom_template_format: 'TEXT' is not one of HTML, MARKDOWN"],
  ];
  for (const [changes, message] of BAD) {
    it(`refuses ${message}`, async () => {
      const answer = await call("POST", "/api/2.0/alerts", alertBody(changes));
      assert.deepEqual(refusal(answer), [400, "INVALID_PARAMETER_VALUE", message]);
    });
  }
});

describe("POST /api/2.0/alerts where names may clash", () => {
  const { call } = useWorkspace({ nameClash: "suffix" });

  it("appends the next free number", async () => {
    const names: unknown[] = [];
    for (let i = 0; i < 3; i += 1)
      names.push((await call("POST", "/api/2.0/alerts", alertBody())).body.display_name);
    const name = alertBody().display_name;
    assert.deepEqual(names, [name, `${name} (1)`, `${name} (2)`]);
  });
});

describe("POST /api/2.0/alerts where names need not differ", () => {
  const { call, createAlert } = useWorkspace({ nameClash: "duplicate", alertQuota: 3 });

  it("creates alerts of one name, and fails with QUOTA_EXCEEDED beyond the quota, trash included", async () => {
    const ids = [
      await createAlert(alertBody()),
      await createAlert(alertBody()),
      await createAlert(alertBody()),
    ];
    assert.equal(new Set(ids).size, 3);
    await call("DELETE", `/api/2.0/alerts/${ids[0]}`);
    const full = await call("POST", "/api/2.0/alerts", alertBody());
    assert.deepEqual(refusal(full), [
      429,
      "QUOTA_EXCEEDED",
      "The workspace has reached its quota of 3 alerts, those in the trash included",
    ]);
    await call("DELETE", `/api/2.0/alerts/${ids[0]}?purge=true`);
    assert.equal((await call("POST", "/api/2.0/alerts", alertBody())).status, 200);
  });
});

describe("POST /api/2.0/alerts with defaults filled in", () => {
  const { call } = useWorkspace({ fillDefaults: true });

  it("answers every documented default", async () => {
    const evaluation = { ...alertBody().evaluation, empty_result_state: undefined, notification: undefined };
    const { body } = await call("POST", "/api/2.0/alerts", alertBody({ evaluation }));
    assert.equal(body.custom_template_format, "HTML");
    assert.equal(asJson(body.schedule).pause_status, "UNPAUSED");
    assert.equal(asJson(body.evaluation).empty_result_state, "ERROR");
    assert.deepEqual(asJson(body.evaluation).notification, { notify_on_ok: false, retrigger_seconds: 0 });
  });
});

describe("POST /api/2.0/alerts with a default folder", () => {
  const { call } = useWorkspace({ defaultFolder: "/Shared/inbox/" });

  it("puts an alert without a folder there", async () => {
    const { body } = await call("POST", "/api/2.0/alerts", alertBody({ parent_path: undefined }));
    assert.equal(body.parent_path, "/Workspace/Shared/inbox");
  });
});
