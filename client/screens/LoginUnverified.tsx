// "Send the link again", for who wants to sign in with an address that nobody has verified.

import ResendButton from '../forms/ResendButton.tsx';
import type { LoginFormApi } from '../hooks/useLoginForm.ts';

export default function LoginUnverified({ form }: { form: LoginFormApi }) {
  return (
    <ResendButton part={form.name} t={form.t} send={(client) => client.resendVerification(form.sent.login ?? '')} />
  );
}
