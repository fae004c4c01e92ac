"use strict";
// Up to the version check plain, old JavaScript without dependencies, so that an old Node can say what is missing.

const COMMANDS = [
  "preview",
  "up",
  "refresh",
  "destroy",
  "stack",
  "workspace",
  "sql",
  "evaluate",
  "job",
  "adopt",
  "review",
  "lint",
];
const MINIMUM_NODE = [20, 19];
/** Flags that npm takes for itself when the `--` is forgotten. */
const FLAGS = [
  ...["json", "csv", "diff", "parallel", "continue-on-error", "expect-no-changes", "stack", "config"],
  ...["target", "target-dependents", "exclude", "exclude-dependents", "replace", "target-replace", "refresh"],
  ...["secret-config", "attach", "event-log", "clear-pending-creates", "file", "show-secrets"],
  ...["port", "token", "data", "env", "oauth", "now", "python", "fault", "faults", "requests-per-second"],
  ...["warehouse-start-ms", "deliver-webhooks", "name-clash", "defaults", "normalise", "trash-in-list"],
  ...[
    "trash-by-id",
    "default-folder",
    "check-parent-path",
    "page-size",
    "max-page-size",
    "alert-quota",
    "keep-field",
  ],
  ...[
    "evaluations-at-once",
    "param",
    "all",
    "preview",
    "remote",
    "local",
    "offline",
    "rows",
    "base",
    "out",
    "drift",
    "state",
  ],
  // npm takes --no-replay for the contrary of a flag "replay".
  ...[
    "replay-days",
    "replay",
    "start-warehouse",
    "plan",
    "commit",
    "run",
    "rules",
    "fail-on",
    "values",
    "as",
  ],
];

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor < MINIMUM_NODE[1])) {
  fail(`Node ${MINIMUM_NODE.join(".")} or newer is needed; this is Node ${process.versions.node}.`);
}

const name = process.argv[2] || "";
if (!COMMANDS.includes(name)) {
  const what = name === "" ? "No command was named" : `'${name}' is no command`;
  fail(`${what}: npm run ${COMMANDS.join(" | ")}`);
}

const swallowed = FLAGS.find(
  (flag) =>
    process.env.npm_lifecycle_event === name &&
    process.env[`npm_config_${flag.replaceAll("-", "_")}`] !== undefined &&
    !process.argv.includes(`--${flag}`),
);
if (swallowed !== undefined) {
  const flag = swallowed === "replay" ? "--no-replay" : `--${swallowed}`;
  fail(`npm took ${flag} for itself: write npm run ${name} -- ${flag}`);
}

process.argv.splice(2, 1);
require("tsx/cjs");
if (process.env.npm_lifecycle_event === name)
  require("../../packages/databricks-local/src/commands/end-signals.ts").followShell();
Promise.resolve()
  .then(() => require(fileOf(name)).main(process.argv.slice(2)))
  .catch((error) => fail(require("../expected-error.ts").errorText(error)));

function fileOf(name) {
  if (["adopt", "lint", "review"].includes(name)) return `./${name}.ts`;
  const isEngine = ["preview", "up", "refresh", "destroy", "stack"].includes(name);
  return `../../packages/${isEngine ? "pulumi-local" : "databricks-local"}/src/commands/${name}.ts`;
}

function fail(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}
