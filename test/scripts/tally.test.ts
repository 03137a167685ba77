import { describe, expect, it } from 'vitest';
import { closingLine, isGood, tallyOf } from '../../scripts/lib/tally.ts';

describe('the count of a run', () => {
  it('is that of the report', () => {
    const text = report({ numPassedTests: 3, numPendingTests: 1, numTodoTests: 1 });

    expect(tallyOf(text, 0)).toEqual({ passed: 3, failed: 0, skipped: 2 });
  });

  it('has a failure for each file that could not be loaded', () => {
    const text = report({
      numPassedTests: 3,
      numFailedTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    });

    expect(tallyOf(text, 1)).toEqual({ passed: 3, failed: 2, skipped: 0 });
  });

  it('has a failure for an error outside any test', () => {
    expect(tallyOf(report({ numPassedTests: 3 }), 1).failed).toBe(1);
  });

  it('is nothing when no test was found', () => {
    expect(tallyOf(report({}), 1)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });

  it('has a failure when there is no report at all', () => {
    expect(tallyOf(null, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('the closing line', () => {
  it('names what was skipped only when something was', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(closingLine({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped');
  });
});

it('a run is good when something passed and nothing failed', () => {
  expect(isGood({ passed: 1, failed: 0, skipped: 5 })).toBe(true);
  expect(isGood({ passed: 0, failed: 0, skipped: 5 })).toBe(false);
  expect(isGood({ passed: 9, failed: 1, skipped: 0 })).toBe(false);
});

function report(parts: object): string {
  const nothing = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  return JSON.stringify({ ...nothing, ...parts });
}
