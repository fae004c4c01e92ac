import assert from "node:assert/strict";
import {
  npmCommand,
  runCommand,
  secretCommand,
  settingCommand,
  settingsAdvice,
} from "../../../messages/advised-commands";

const ENVIRONMENT = ["PULUMI_LOCAL", "PULUMI_NODEJS_STACK"] as const;

describe("an advised command", () => {
  const before = new Map(ENVIRONMENT.map((name) => [name, process.env[name]]));
  beforeEach(() => ENVIRONMENT.forEach((name) => delete process.env[name]));
  after(() =>
    before.forEach((value, name) => {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }),
  );

  it("of npm's names what takes it to where the stack is", () => {
    const commands = [
      { stack: "dev", isLocal: true },
      { stack: "prod", isLocal: false },
      { stack: "dev", isLocal: false },
      { stack: "try", isLocal: true },
    ].map((place) => npmCommand("lint", place));
    assert.deepEqual(commands, [
      "npm run lint",
      "npm run lint -- --stack prod",
      "npm run lint -- --remote",
      "npm run lint -- --stack try --local",
    ]);
  });

  it("is the Pulumi CLI's, with the stack where it is known", () => {
    assert.deepEqual(
      [
        runCommand("refresh"),
        runCommand("up", "--refresh", "prod"),
        settingCommand("maxDeletes", 7),
        secretCommand("slackUrl"),
        settingsAdvice("prod"),
      ],
      [
        "pulumi refresh",
        "pulumi up --refresh --stack prod",
        "pulumi config set maxDeletes 7",
        "pulumi config set --secret slackUrl",
        "pulumi config set --stack prod <name> <value>",
      ],
    );
    process.env["PULUMI_NODEJS_STACK"] = "prod";
    assert.deepEqual(
      [runCommand("refresh"), settingCommand("maxDeletes", 7), secretCommand("slackUrl"), settingsAdvice()],
      [
        "pulumi refresh --stack prod",
        "pulumi config set --stack prod maxDeletes 7",
        "pulumi config set --stack prod --secret slackUrl",
        "pulumi config set --stack prod <name> <value>",
      ],
    );
  });

  it("is npm's where the local engine runs, which has no Pulumi CLI", () => {
    process.env["PULUMI_LOCAL"] = "1";
    const commands = (stack: string) => {
      process.env["PULUMI_NODEJS_STACK"] = stack;
      return [
        runCommand("refresh"),
        runCommand("up", "--continue-on-error"),
        settingCommand("maxDeletes", 7),
        secretCommand("slackUrl"),
        settingsAdvice(),
      ];
    };
    assert.deepEqual(commands("dev"), [
      "npm run refresh",
      "npm run up -- --continue-on-error",
      "npm run up -- --config maxDeletes=7",
      "npm run up -- --secret-config slackUrl=<value>",
      "Pulumi.dev.yaml",
    ]);
    assert.deepEqual(commands("try"), [
      "npm run refresh -- --stack try",
      "npm run up -- --continue-on-error --stack try",
      "npm run up -- --config maxDeletes=7 --stack try",
      "npm run up -- --secret-config slackUrl=<value> --stack try",
      "Pulumi.try.yaml",
    ]);
  });
});
