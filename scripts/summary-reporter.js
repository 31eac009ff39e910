// A jest reporter: the result as one last line, 'N passed, N failed' and ', N skipped' where some were, also in build/test-result.txt.
import { writeFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const resultFile = fileURLToPath(new URL('../build/test-result.txt', import.meta.url));

export default class SummaryReporter {
  onRunComplete(_contexts, results) {
    // A file that could not be run at all counts as one failure.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`;
    writeFileSync(resultFile, line);
    // Jest's own summary is still to come, on stderr.
    process.once('exit', () => writeSync(1, line));
  }
}
