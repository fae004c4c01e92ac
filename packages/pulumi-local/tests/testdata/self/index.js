"use strict";
const pulumi = require("@pulumi/pulumi");

let runs = 0;

/** Says what it knows of its process and of runs before. */
module.exports = async () => {
  runs += 1;
  if (process.env.ENDS) process.exit(7);
  // The SDK reads the stack, which takes it very long, and shows none.
  if (process.env.THROWS) throw Object.assign(new pulumi.RunError("as asked"), { stack: "" });
  if (process.env.REFUSED) new pulumi.StackReference("organization/self/other");
  if (process.env.WORKS) setInterval(() => undefined, 1000);
  console.log("printed");
  return { pid: process.pid, runs, mark: process.env.MARK ?? "", dryRun: pulumi.runtime.isDryRun() };
};
