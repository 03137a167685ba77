// What stands in place of a form: while it is on its way, when it could not be asked for, and when it is done with.

import type { ReactNode } from 'react';
import type { FormApi } from '../hooks/formTypes.ts';
import { waiting } from '../messages/en/waiting.ts';
import type { UserdbError } from '../userdbError.ts';
import { Skeleton } from './Skeleton.tsx';
import { TryAgain } from './TryAgain.tsx';

interface Props {
  form: Pick<FormApi, 'name' | 'state' | 'lateness' | 't'> & { loadError?: UserdbError | null; again?(): void };
  /** How many it will have. */
  fields: number;
  /** What is said while it is on its way. */
  loading?: string;
  /** In place of a form whose link is spent. */
  dead?: ReactNode;
  /** In place of a form that has done its work; false: it stays. */
  done?: ReactNode;
  children: ReactNode;
}

export function FormStage({ form, fields, loading, dead, done, children }: Props): ReactNode {
  const { name, state, lateness, t, loadError, again } = form;
  if (loadError && again) return <TryAgain error={loadError} again={again} part={name} t={t} />;
  if (state === 'checking')
    return <Skeleton fields={fields} lateness={lateness} text={loading ?? t.with(waiting)('pending.loading')} />;
  if (state === 'dead') return dead;
  return done || children;
}
