"use strict";
const { reporters, Runner } = require("mocha");

/**
 * Mocha's own `spec` report, closed by one line that a script can read: `N passed, N failed, N skipped`. Before it, the
 * tests that needed a second try: each of them hides a defect, of the test or of the code.
 */
class ClosingLineReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const retried = [];
    runner.on(Runner.constants.EVENT_TEST_RETRY, (test, error) => {
      retried.push(`${test.fullTitle()}\n    ${error.message}`);
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      if (retried.length > 0) console.log(`tried a second time:\n  ${retried.join("\n  ")}\n`);
      console.log(`${passes} passed, ${failures} failed, ${pending} skipped`);
    });
  }
}

module.exports = ClosingLineReporter;
