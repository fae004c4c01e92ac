import assert from "node:assert/strict";
import { clientEnvironment, startWorkspace, type WorkspaceOptions } from "databricks-local";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { probeWorkspace, type ProbeQuestion } from "../../../../commands/doctor/probe/probe";
import { isAssumed, QUESTIONS } from "../../../../commands/doctor/probe/answers";
import { ownIdentity } from "../../../../databricks/directory";
import { openWorkspace } from "../../../../databricks/open-connection";

const SETTINGS = {
  parentPath: "/Alerting",
  warehouseId: undefined,
  warehouseName: "local",
  createWarehouse: false,
};

/** What a probe says of a local workspace with these options, what it says on the way, and what it leaves behind. */
async function probed(options: Partial<WorkspaceOptions> = {}, more: Partial<ProbeQuestion> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), "probe-"));
  const running = await startWorkspace({ ...options, dataDir });
  const workspace = openWorkspace({ env: clientEnvironment(running), config: () => undefined });
  const said: string[] = [];
  try {
    const who = await ownIdentity(workspace.rest);
    const say = (line: string) => void said.push(line);
    const report = await probeWorkspace({ settings: SETTINGS, workspace, who, say, ...more });
    return { ...report, said, left: await workspace.alerts.list() };
  } finally {
    await workspace.close();
    await running.stop();
    rmSync(dataDir, { recursive: true });
  }
}

describe("the doctor's probe", function () {
  this.timeout(60_000);

  it("finds that the local workspace is what it is said to be, and leaves nothing in it", async () => {
    const { answers, markdown, said, left } = await probed();
    assert.deepEqual(
      answers.map(({ id }) => id),
      Object.keys(QUESTIONS),
    );
    assert.deepEqual(
      answers.filter((answer) => !isAssumed(answer)),
      [],
    );
    assert.match(markdown, /\nNothing of it is otherwise than the local workspace takes it to be\.$/);
    assert.deepEqual([said, left], [[], []]);
  });

  for (const [options, id, said, option] of [
    [{ nameClash: "suffix" }, "nameClash", "renamed", "--name-clash suffix"],
    [{ nameClash: "duplicate" }, "nameClash", "made", "--name-clash duplicate"],
    [{ listTrash: true }, "trashListed", "yes", "--trash-in-list"],
    [{ findTrash: false }, "trashById", "404", "--trash-by-id gone"],
    [{ fillDefaults: true }, "defaults", "all", "--defaults all"],
    [{ normalise: true }, "runAs", "filled in", "--normalise"],
    [{ checkParentPath: true }, "parentPath", "refused", "--check-parent-path"],
    [{ alertPageSize: 7 }, "pageSize", "7", "--page-size 7"],
    [{ maxAlertPageSize: 250 }, "maxPageSize", "250, more is refused", "--max-page-size 250"],
    [{ nullIsNotNull: "TRIGGERED" }, "nullIsNotNull", "TRIGGERED", "--null-is-not-null TRIGGERED"],
    [
      { nullAggregateIsNotNull: "UNKNOWN" },
      "maxNullIsNotNull",
      "UNKNOWN",
      "--null-aggregate-is-not-null UNKNOWN",
    ],
    [{ nullCompared: "ERROR" }, "nullIsGreater", "ERROR", "--null-compared ERROR"],
    [{ taskTellsOwn: false }, "ownSubscribers", "not told", "--task-hides-own"],
    [{ taskTellsGiven: false }, "taskSubscribers", "not told", "--task-hides-given"],
    [{ taskTellsOk: true }, "subscribersWhenOk", "told", "--task-tells-ok"],
  ] as const) {
    it(`turns ${JSON.stringify(options)} into its switch, and only that`, async () => {
      const { answers, markdown, left } = await probed(options);
      const differing = answers.filter((answer) => !isAssumed(answer));
      assert.deepEqual(
        differing.map((answer) => [answer.id, answer.said]),
        [[id, said]],
      );
      assert.ok(markdown.endsWith(`\nAs this one: \`npm run workspace -- ${option}\``), markdown);
      assert.deepEqual(left, []);
    });
  }

  it("sees what it can of the pages where there is no room for more alerts", async () => {
    const { answers, left } = await probed({ alertQuota: 15 });
    const pages = answers.filter(({ id }) => id === "pageSize" || id === "maxPageSize");
    assert.deepEqual(
      pages.map(({ said }) => said),
      ["at least 14", "100, more is refused"],
    );
    assert.deepEqual(left, []);
  });

  it("names neither the workspace nor anybody in what is to be shown", async () => {
    const { markdown } = await probed({
      faults: [
        {
          kind: "status",
          status: 403,
          errorCode: "PERMISSION_DENIED",
          method: "POST",
          path: "^/api/2.2/jobs/runs/submit",
        },
      ],
    });
    assert.equal(/@|127\.0\.0\.1|\/Users/.test(markdown), false, markdown);
    assert.match(
      markdown,
      /\| IS_NOT_NULL, and the first row's value is NULL \| could not be told \(403 PERMISSION_DENIED\) \| OK \| {2}\|/,
    );
  });

  it("tells nobody where there is nobody to tell", async () => {
    const { answers } = await probed(
      {},
      { who: { userName: "6b1f3c9e-0000-4000-8000-000000000d05", groups: [] } },
    );
    assert.deepEqual(
      answers.slice(-3).map(({ said, detail }) => [said, detail]),
      Array(3).fill([undefined, "nobody to tell: --to names an e-mail address"]),
    );
  });
});
