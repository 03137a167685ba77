// The name that a new password belongs to, for password managers only: without it they save a second entry.

import { useEffect, useState } from 'react';
import { carriedAddress } from '../carriedAddress.ts';

export function UsernameForManagers({ login }: { login?: string }) {
  const [carried, setCarried] = useState('');
  useEffect(() => setCarried(carriedAddress()), []);
  const value = login ?? carried;
  if (!value) return null;
  return (
    <input
      className="udb-sr"
      type="text"
      autoComplete="username"
      value={value}
      readOnly
      tabIndex={-1}
      aria-hidden="true"
    />
  );
}
