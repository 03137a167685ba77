// The app's own page: it knows who is signed in.

import { LoginLink, LogoutLink, RegisterLink, useUser } from 'userdb/react';

export function Home() {
  const { user, status } = useUser();
  if (status === 'loading') return <p>Loading…</p>;
  if (!user) {
    return (
      <p>
        Hello, stranger. <LoginLink /> or <RegisterLink />.
      </p>
    );
  }
  return (
    <>
      <h1>Hello, {user.givenName}</h1>
      <LogoutLink />
    </>
  );
}
