"use strict";
const { reporters, Runner } = require("mocha");

/** Mocha's own `spec` report, closed by one line that a script can read: `N passed, N failed, N skipped`. */
class ClosingLineReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      console.log(`${passes} passed, ${failures} failed, ${pending} skipped`);
    });
  }
}

module.exports = ClosingLineReporter;
