import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { asJson, useWorkspace } from "../use-workspace";

/** What the Terraform and Pulumi provider was seen to send, in its order; ids are left out of it. */
const RECORDED = join(__dirname, "../testdata/provider-requests/jobs-and-files.jsonl");

describe("The provider's requests for folders, notebooks and jobs", () => {
  const { call } = useWorkspace();
  const created: number[] = [];
  /** The job that is run stands inside, the one that runs it outside; until there are two, there is one. */
  const withIds = (line: string) =>
    line
      .replaceAll(/("run_job_task": \{"job_id": )\{job_id\}/g, `$1${created[0]}`)
      .replaceAll("{job_id}", String(created.at(-1)));

  readFileSync(RECORDED, "utf8")
    .trim()
    .split("\n")
    .forEach((line, index, lines) => {
      const recorded = /"method": "(\w+)", "path": "([^"]+)"/.exec(line)?.slice(1).join(" ");
      const isAfterDelete =
        recorded?.startsWith("GET /api/2.2/jobs/get") === true && lines[index - 1]?.includes("jobs/delete");
      const status = isAfterDelete ? 400 : 200;

      // Of two jobs one is deleted and asked for once more; what follows is about the other one.
      it(`are answered with ${status}: ${index + 1}, ${recorded}`, async () => {
        const { method, path, body } = asJson(JSON.parse(withIds(line)));
        const answer = await call(String(method), String(path), body ?? undefined);
        assert.equal(answer.status, status, JSON.stringify(answer.body));
        if (path === "/api/2.2/jobs/create") created.push(Number(answer.body.job_id));
        if (isAfterDelete) created.pop();
      });
    });
});
