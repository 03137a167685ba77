// What is not there need not be removed.
import { type ErrorCode, UserdbError } from '../errors.ts';

/** Waits for `work`, and takes this one refusal for a success. */
export async function silentAbout(code: ErrorCode, work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof UserdbError) || error.code !== code) throw error;
  });
}
