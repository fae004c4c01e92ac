import { alertBody } from "../alert-body";

/** Bodies that the workspace takes, by the beginning of their path: the fuzz run breaks them in one place or more. */
export const SAMPLE_BODIES: readonly (readonly [path: string, body: object])[] = [
  ["/api/2.0/alerts", alertBody({ parameters: [{ name: "p", type: "STRING", value: "v" }] })],
  ["/api/2.0/notification-destinations", { display_name: "d", config: { email: { addresses: ["a@b.co"] } } }],
  [
    "/api/2.0/notification-destinations",
    {
      display_name: "d",
      config: { generic_webhook: { url: "https://w.example.com", username: "u", password: "p" } },
    },
  ],
  ["/_local/principals", { name: "ann@example.com", used_by: ["bob@example.com"] }],
  ["/api/2.0/permissions", { access_control_list: [{ group_name: "users", permission_level: "CAN_RUN" }] }],
  [
    "/api/2.0/sql/statements",
    {
      statement: "SELECT :n AS n",
      warehouse_id: "10ca1f0000000001",
      wait_timeout: "5s",
      on_wait_timeout: "CANCEL",
      parameters: [{ name: "n", type: "INT", value: "1" }],
      row_limit: 10,
      catalog: "main",
      schema: "default",
    },
  ],
  [
    "/api/2.0/sql/warehouses",
    { name: "w", cluster_size: "2X-Small", auto_stop_mins: 10, max_num_clusters: 1 },
  ],
  [
    "/api/2.0/workspace",
    { path: "/Shared/fuzz/n", content: "U0VMRUNUIDE=", language: "SQL", format: "SOURCE" },
  ],
  [
    "/api/2.0/lakeview",
    { display_name: "d", parent_path: "/Shared/fuzz", serialized_dashboard: '{"pages":[]}' },
  ],
  [
    "/api/2.0/preview/scim",
    { displayName: "g", members: [{ value: "1" }], Operations: [{ op: "add", path: "members" }] },
  ],
  ["/api/2.0/token", { comment: "c", lifetime_seconds: 60 }],
  [
    "/api/2.1/unity-catalog",
    { name: "s", catalog_name: "main", comment: "c", changes: [{ principal: "p", add: ["SELECT"] }] },
  ],
  [
    "/api/2.",
    {
      name: "j",
      job_id: 1,
      run_id: 1,
      tasks: [
        { task_key: "t", notebook_task: { notebook_path: "/Shared/fuzz/n", base_parameters: { a: "b" } } },
      ],
      schedule: { quartz_cron_expression: "0 0 8 * * ?", timezone_id: "UTC", pause_status: "PAUSED" },
    },
  ],
];
