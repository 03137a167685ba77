// Lets userdb's screens move through the app's router. Without it they work too, and load the page anew.

import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { type LinkProps, UserdbProvider } from 'userdb/react';

export function WithRouter({ children }: { children: ReactNode }) {
  const navigate = useNavigate();
  return (
    <UserdbProvider brand={{ appName: 'Example' }} navigate={navigate} Link={RouterLink}>
      {children}
    </UserdbProvider>
  );
}

function RouterLink({ href, ...rest }: LinkProps) {
  return <Link to={href} {...rest} />;
}
