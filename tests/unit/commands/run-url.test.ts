import assert from "node:assert/strict";
import { runUrl } from "../../../commands/run-url";

const ENV = { GITHUB_SERVER_URL: "https://github.example", GITHUB_REPOSITORY: "o/r", GITHUB_RUN_ID: "12" };

describe("the run's page", () => {
  it("is known on GitHub Actions, and nowhere else", () => {
    assert.equal(runUrl(ENV), "https://github.example/o/r/actions/runs/12");
    for (const name of Object.keys(ENV)) assert.equal(runUrl({ ...ENV, [name]: "" }), undefined, name);
    assert.equal(runUrl({}), undefined);
  });

  it("is a page of the web, or not told", () => {
    assert.equal(runUrl({ ...ENV, GITHUB_SERVER_URL: "javascript:alert(1)//" }), undefined);
    assert.equal(runUrl({ ...ENV, GITHUB_SERVER_URL: "github" }), undefined);
  });
});
