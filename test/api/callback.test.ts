// The two manners of every function: a promise, or userdb 1's callback.
import { spawnSync } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import { type Callback, takesCallback } from '../../server/api/callback.ts';
import { ROOT } from '../house/imports.ts';

const half = takesCallback(async (whole: number, unit = 'apples') => {
  if (whole % 2 === 1) throw new RangeError(`${whole} is odd`);
  return `${whole / 2} ${unit}`;
});

function told<Result>(start: (callback: Callback<Result>) => void): Promise<unknown[]> {
  return new Promise((resolve) => start((...outcome) => resolve(outcome)));
}

test('without a callback it returns a promise', async () => {
  await expect(half(4)).resolves.toBe('2 apples');
  await expect(half(3)).rejects.toThrow('3 is odd');
});

test('with a callback it returns nothing, and tells null and the result, or the error first', async () => {
  expect(half(4, () => {})).toBeUndefined();
  expect(await told<string>((callback) => half(4, callback))).toEqual([null, '2 apples']);
  expect(await told<string>((callback) => half(4, 'pears', callback))).toEqual([null, '2 pears']);
  expect(await told<string>((callback) => half(3, callback))).toEqual([new RangeError('3 is odd')]);
});

test('a callback is told later, never before the call is over', async () => {
  const callback = vi.fn();
  half(4, callback);
  expect(callback).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(callback).toHaveBeenCalledTimes(1));
});

test.each(['4', '3'])(
  'a callback that throws after half(%s) is an uncaught exception, and called once (7.3-42)',
  (whole) => {
    const program = `
    import { takesCallback } from './server/api/callback.ts';
    const half = takesCallback(async (whole) => {
      if (whole % 2 === 1) throw new RangeError('odd');
      return whole / 2;
    });
    process.on('unhandledRejection', () => console.log('unhandled rejection'));
    process.on('uncaughtException', (error) => console.log('uncaught: ' + error.message));
    half(${whole}, (error, result) => {
      console.log('called');
      throw new Error('the application slipped');
    });
  `;
    const options = { cwd: ROOT, encoding: 'utf8', timeout: 20_000 } as const;
    const { stdout } = spawnSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], options);
    expect(stdout).toBe('called\nuncaught: the application slipped\n');
  },
);
