import assert from "node:assert/strict";
import { deployNotebook, faultOfFixedFile, fixedSettings } from "../../../../jobs/notebooks/notebooks";
import { parseSettings, type SettingName } from "../../../../settings/settings";

const fixedOf = (values: Partial<Record<SettingName, string>>) =>
  fixedSettings(
    parseSettings((name) => ({ warehouseName: "local", ...values })[name]),
    {
      stack: "prod",
      folder: "/here",
    },
  );

describe("what is written into the deploy job's notebook", () => {
  it("is what the stack's settings say of the program, its tools and its state", () => {
    assert.deepEqual(fixedOf({ deployFolder: "/Workspace/Repos/alerts", deployBackend: "s3://state" }), {
      stack: "prod",
      runner: "pulumi",
      project_folder: "/Workspace/Repos/alerts",
      backend_url: "s3://state",
      secret_scope: "",
      node: "",
      pulumi: "",
      plugin: "",
    });
    assert.equal(fixedOf({ deployRunner: "npm" }).project_folder, "/here");
    assert.equal(fixedOf({ deployStack: "other" }).stack, "other");
  });

  it("stands there as JSON in a text of Python, and takes one line", () => {
    const text = deployNotebook("a\nFIXED = None\nb", fixedOf({ deploySecretScope: 'it\'s "x"' }));
    const [before, line = "", after] = text.split("\n");
    assert.deepEqual([before, after], ["a", "b"]);
    assert.equal(
      line,
      'FIXED = json.loads("{\\"stack\\":\\"prod\\",\\"runner\\":\\"pulumi\\",\\"project_folder\\":\\"\\",\\"backend_url\\":\\"\\",' +
        '\\"secret_scope\\":\\"it\'s \\\\\\"x\\\\\\"\\",\\"node\\":\\"\\",\\"pulumi\\":\\"\\",\\"plugin\\":\\"\\"}")',
    );
  });

  it("is committed where the notebook comes from Git, and the preview says what to commit", () => {
    const fixed = fixedOf({});
    const wanted = `${JSON.stringify(fixed, undefined, 2)}\n`;
    assert.equal(faultOfFixedFile(wanted, fixed), undefined);
    for (const committed of [undefined, "", wanted.replace("prod", "dev")]) {
      assert.equal(
        faultOfFixedFile(committed, fixed),
        "jobs/deploy_settings.json is not what the stack's settings say, and alerting_deploy_job, whose notebook comes from Git, " +
          `reads it there. Commit it as\n${wanted}`,
      );
    }
  });
});
