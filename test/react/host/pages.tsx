// The pages that both hosts have of their own.

import { LoginLink, LogoutLink, useUser } from '../../../client/index.ts';

export function Front() {
  return (
    <main>
      <h1>Juniper</h1>
      <LoginLink />
    </main>
  );
}

export function Desk() {
  const { user } = useUser();
  return (
    <main>
      <h1>Hello, {user?.givenName}</h1>
      <LogoutLink />
    </main>
  );
}

export function Ward() {
  return <h1>Ward</h1>;
}

export function Forbidden() {
  return <h1>Not for you</h1>;
}
