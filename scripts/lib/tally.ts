/** What a run of vitest came to, read from its JSON report. */
import { z } from 'zod';

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * @param report   the report's text, or null when vitest left none
 * @param exitCode vitest's own; it is not 0 after an error outside any test, which the report does not count
 */
export function tallyOf(report: string | null, exitCode: number): Tally {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const tally = count(report);
  if (exitCode !== 0 && tally.passed > 0 && tally.failed === 0) tally.failed = 1;
  return tally;
}

function count(text: string): Tally {
  const report = Report.parse(JSON.parse(text));
  // A file that cannot be loaded has no tests to fail.
  const broken = report.testResults.filter(
    (suite) => suite.status === 'failed' && !suite.assertionResults.some(({ status }) => status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The line that ends a run; other programs read it. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** A run of no test proves nothing. */
export function isGood({ passed, failed }: Tally): boolean {
  return failed === 0 && passed > 0;
}
