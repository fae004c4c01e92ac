import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { asJson, useWorkspace } from "../use-workspace";

/** What the Terraform and Pulumi provider was seen to send, in its order; ids are left out of it. */
const RECORDED = join(__dirname, "../testdata/provider-requests/alerts.jsonl");

describe("The provider's requests for an alert and its permissions", () => {
  const { call } = useWorkspace();
  let alertId = "";

  readFileSync(RECORDED, "utf8")
    .trim()
    .split("\n")
    .forEach((line, index) => {
      const recorded = asJson(JSON.parse(line));
      it(`are answered: ${index + 1}, ${String(recorded.phase)} ${String(recorded.method)}`, async () => {
        const { method, path, body } = asJson(
          JSON.parse(line.replaceAll("{id}", alertId || "10ca1f0000000001")),
        );
        const answer = await call(String(method), String(path), body);
        assert.equal(answer.status, 200, JSON.stringify(answer.body));
        if (method === "POST") alertId = String(answer.body.id);
      });
    });
});
