import assert from "node:assert/strict";
import { deployCron } from "../../../../settings/job-settings";
import { parseSettings, type SettingName } from "../../../../settings/settings";

const settingsOf = (values: Partial<Record<SettingName, string>>) =>
  parseSettings((name) => ({ warehouseName: "local", ...values })[name]);
const NO_SOURCE =
  /\n {2}deployFolder, deployGitUrl: set exactly one of them, so that alerting_deploy_job finds/;

describe("the settings of the jobs", () => {
  it("ask for nothing while the jobs are off", () => {
    assert.equal(settingsOf({}).jobs, false);
  });

  it("want to know where the program is that the deploy job runs", () => {
    assert.throws(() => settingsOf({ jobs: "true" }), { message: NO_SOURCE });
    const both = {
      jobs: "true",
      deployFolder: "/Workspace/Repos/alerts",
      deployGitUrl: "https://example.com/alerts.git",
    };
    assert.throws(() => settingsOf(both), { message: NO_SOURCE });
    assert.equal(
      settingsOf({ jobs: "true", deployFolder: both.deployFolder }).deployFolder,
      both.deployFolder,
    );
    assert.equal(settingsOf({ jobs: "true", deployRunner: "npm" }).jobs, true);
  });

  it("have the deploy job deploy by a schedule, as evenly as the clock is", () => {
    const cronOf = (deployEveryMinutes: string) =>
      deployCron(settingsOf({ jobs: "true", deployRunner: "npm", deployEveryMinutes }));
    assert.deepEqual(["0", "15", "60", "240"].map(cronOf), [
      undefined,
      "0 3/15 * * * ?",
      "0 3 0/1 * * ?",
      "0 3 0/4 * * ?",
    ]);
    for (const minutes of ["7", "-5", "90", "a"]) {
      assert.throws(
        () => cronOf(minutes),
        /\n {2}deployEveryMinutes = ".*": must be 0 \(never\), or one of 5, 10, /,
      );
    }
  });

  it("do not take a schedule of jobs that are off", () => {
    assert.throws(() => settingsOf({ deployEveryMinutes: "15" }), {
      message: /\n {2}deployEveryMinutes: it is alerting_deploy_job that runs: set jobs to true$/,
    });
  });

  it("name every fault", () => {
    assert.throws(
      () =>
        settingsOf({
          setupJobIds: "1;2",
          failureEmail: "me",
          deployRunner: "make",
          deployGitProvider: "github",
        }),
      {
        message: [
          "The stack's configuration has faults (pulumi config set <name> <value>):",
          '  failureEmail = "me": must be an e-mail address',
          '  setupJobIds = "1;2": must be ids of jobs, with commas between them',
          '  deployRunner = "make": must be one of pulumi, npm',
          '  deployGitProvider = "github": must be one of gitHub, gitHubEnterprise, gitLab, gitLabEnterpriseEdition, bitbucketCloud, bitbucketServer, azureDevOpsServices, awsCodeCommit',
        ].join("\n"),
      },
    );
  });

  it("take ids with blanks around them", () => {
    assert.deepEqual(settingsOf({ setupJobIds: "12, 345" }).setupJobIds, [12, 345]);
  });
});
