#!/usr/bin/env node
"use strict";
// Up to the version check plain, old JavaScript without dependencies, so that an old Node can say what is missing.

const MINIMUM_NODE = [20, 19];

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor < MINIMUM_NODE[1]))
  fail(`Node ${MINIMUM_NODE.join(".")} or newer is needed; this is Node ${process.versions.node}.`);

// Whoever reads may stop (`| head`): what was begun goes on, and says no more.
for (const stream of [process.stdout, process.stderr]) {
  // A process that a test uses again has it already.
  if (stream.listenerCount("error") === 0) stream.on("error", throwUnlessClosed);
}

// The SQL parser is 24 MB of WebAssembly. To optimise it as V8 would takes three seconds of computing, which no command gets back:
// a statement is parsed in a millisecond or two without.
require("node:v8").setFlagsFromString("--liftoff-only");
Promise.resolve()
  .then(() => {
    require("tsx/cjs");
    return require("../src/main.ts").main(process.argv.slice(2));
  })
  .catch((error) => fail(textOf(error)));

function throwUnlessClosed(error) {
  if (error.code !== "EPIPE") throw error;
}

function textOf(error) {
  const [, missing] = /^Cannot find module '([^./][^']*)'/.exec(error.message) || [];
  if (error.code === "MODULE_NOT_FOUND" && missing !== undefined)
    return `npm packages are missing (${missing}): run npm ci.`;
  return require("../src/expected-error.ts").errorText(error);
}

function fail(message) {
  process.stderr.write(`error: ${message}\n`);
  process.exit(1);
}
