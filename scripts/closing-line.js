/** A reporter for jest: what was left out, and one plain line at the very end, for machines that count tests. */
export default class ClosingLine {
  constructor(_globalConfig, { leftOut = [] } = {}) {
    this.leftOut = leftOut;
  }

  onRunComplete(
    _contexts,
    { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites },
  ) {
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    if (this.leftOut.length > 0) {
      const files = this.leftOut.map((file) => `  ${file}\n`).join('');
      process.stdout.write(`Left out, run by "npm run test:all":\n${files}`);
    }
    process.stdout.write(
      `${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped\n`,
    );
  }
}
