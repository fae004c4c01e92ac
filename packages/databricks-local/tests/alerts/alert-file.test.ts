import assert from "node:assert/strict";
import { alertBody } from "../alert-body";
import { refusal, useWorkspace } from "../use-workspace";

const FOLDER = "/Workspace/Shared/team";
const PATH = `${FOLDER}/cost.dbalert.json`;

describe("An alert's file", () => {
  const { call, createAlert } = useWorkspace();
  const read = async (path: string) => {
    const { status, body } = await call("GET", `/api/2.0/workspace/export?path=${encodeURIComponent(path)}`);
    return status === 200 ? Buffer.from(String(body.content), "base64").toString() : status;
  };
  const create = () =>
    createAlert({
      ...alertBody({ display_name: "cost", parent_path: FOLDER }),
      query_text: 'SELECT 1\n AS "double_value": 5',
      custom_summary: "spent",
      custom_description: "one\ntwo\n",
      evaluation: {
        comparison_operator: "GREATER_THAN",
        source: { name: "n" },
        threshold: { value: { double_value: 2 } },
      },
    });
  before(() => call("POST", "/api/2.0/workspace/mkdirs", { path: FOLDER }));

  it("lies in its folder under its name, as the CLI reads it, and is gone with it", async () => {
    const id = await create();
    const expected = `{
  "custom_summary": "spent",
  "evaluation": {
    "source": {
      "name": "n"
    },
    "comparison_operator": "GREATER_THAN",
    "threshold": {
      "value": {
        "double_value": 2.0
      }
    },
    "notification": {}
  },
  "schedule": ${JSON.stringify(alertBody().schedule, undefined, 2).replaceAll("\n", "\n  ")},
  "query_lines": [
    "SELECT 1",
    " AS \\"double_value\\": 5"
  ],
  "custom_description_lines": [
    "one",
    "two"
  ]
}
`;
    assert.equal(await read(PATH), expected);
    assert.equal(await read(PATH.replace("/Workspace", "")), expected);
    await call("POST", `/_local/alerts/${id}/evaluate`);
    assert.equal(await read(PATH), expected);
    const change = { display_name: "costs", evaluation: { notification: { retrigger_seconds: 60 } } };
    await call("PATCH", `/api/2.0/alerts/${id}?update_mask=display_name,evaluation.notification`, change);
    assert.equal(await read(PATH), 404);
    const renamed = String(await read(`${FOLDER}/costs.dbalert.json`));
    assert.match(renamed, /"notification": \{\s*"notify_on_ok": false,\s*"retrigger_seconds": 60\s*\}/);
    await call("DELETE", `/api/2.0/alerts/${id}`);
    assert.equal(await read(`${FOLDER}/costs.dbalert.json`), 404);
  });

  it("is not written over: it lacks what else an alert has", async () => {
    const id = await create();
    const content = Buffer.from("{}").toString("base64");
    const request = { path: PATH, content, format: "AUTO", overwrite: true };
    assert.deepEqual(refusal(await call("POST", "/api/2.0/workspace/import", request)), [
      400,
      "INVALID_PARAMETER_VALUE",
      `Path (${PATH}) is the alert ${id}: change it by PATCH /api/2.0/alerts/${id}`,
    ]);
    await call("DELETE", `/api/2.0/alerts/${id}?purge=true`);
  });

  it("goes into the trash with a folder that is deleted with all that is in it", async () => {
    const id = await create();
    const remove = (recursive: boolean) =>
      call("POST", "/api/2.0/workspace/delete", { path: FOLDER, recursive });
    assert.deepEqual(refusal(await remove(false)), [
      400,
      "DIRECTORY_NOT_EMPTY",
      `Folder (${FOLDER}) is not empty`,
    ]);
    assert.equal((await remove(true)).status, 200);
    assert.equal((await call("GET", `/api/2.0/alerts/${id}`)).body.lifecycle_state, "DELETED");
  });
});
