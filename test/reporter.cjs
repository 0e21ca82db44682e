// Mocha's own "spec" report, closed by the one line that says whether all went well. Where MUSTER_TEST_RESULT names a file,
// the same is written there for scripts/test.ts, with the files in which something failed.
const { writeFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    this.failedFiles = new Set();
    // What fails outside of any file has none.
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test) => this.failedFiles.add(test.file ?? test.parent?.file ?? null));
  }

  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    const result = { passes, failures, pending, failedFiles: [...this.failedFiles] };
    if (process.env.MUSTER_TEST_RESULT) writeFileSync(process.env.MUSTER_TEST_RESULT, JSON.stringify(result));
    console.log(`${passes} passed, ${failures} failed${pending ? `, ${pending} skipped` : ""}`);
  }
};
