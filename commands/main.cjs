"use strict";
// node commands/main.cjs <command> …, on the workspace that the environment names. (`npm run <command>` follows the stack.)

const COMMANDS = ["adopt", "lint", "review", "post-review"];

const name = process.argv[2] || "";
if (!COMMANDS.includes(name)) fail(`'${name}' is no command: ${COMMANDS.join(", ")}`);

require("tsx/cjs");
Promise.resolve()
  .then(() => require(`./${name}.ts`).main(process.argv.slice(3)))
  .catch((error) => fail(require("../alerting/expected-error.ts").errorText(error)));

function fail(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}
