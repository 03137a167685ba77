// A host that puts the parts of the account, the end of a session and an invitation into pages of its own: one a path.

import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import {
  AccountPage,
  AuthRoutes,
  DeviceList,
  type FieldSpec,
  LogoutLink,
  OwnPasswordForm,
  SessionEnding,
  UserdbProvider,
  UserProfileForm,
  useSession,
  VerifyEmailView,
  WelcomeForm,
  WelcomePage,
} from '../../../client/index.ts';

/** Kept over the load of another page. */
function hear(event: unknown) {
  sessionStorage.heard = JSON.stringify([...JSON.parse(sessionStorage.heard ?? '[]'), event]);
}

const custom = (name: string, type: string, label: string): FieldSpec => ({
  name: `customData.${name}`,
  type,
  label,
  missing: `Fill in: ${label}`,
  required: type === 'text',
});
const CUSTOM = [custom('team', 'text', 'Team'), custom('desk', 'number', 'Desk'), custom('news', 'checkbox', 'News')];

function Expires() {
  const { expiresAt } = useSession();
  return <p>Ends in {expiresAt === undefined ? 'no time' : Math.round((expiresAt - Date.now()) / 60_000)}</p>;
}

/** A page that has a heading of its own. */
function withHeading(screen: ReactNode) {
  return (
    <>
      <h1>Juniper</h1>
      {screen}
    </>
  );
}

const CASES: Record<string, ReactNode> = {
  '/profile': withHeading(<UserProfileForm fields={(usual) => [...usual, ...CUSTOM]} />),
  '/password': withHeading(<OwnPasswordForm confirm labels={{ 'account.setPassword': 'Do it' }} />),
  '/devices': withHeading(<DeviceList />),
  '/dressed': withHeading(
    <AccountPage
      className="mine"
      id="own"
      data-team="blue"
      headingLevel={2}
      labels={{ 'account.title': 'You', 'account.save': 'Keep it', 'session.stay': 'Remain' }}
      profile={{ fields: (usual) => usual.filter(({ name }) => name !== 'surname') }}
      slots={{ header: <p>Our logo</p>, footer: <p>Our foot</p> }}
    >
      <p>One card more</p>
    </AccountPage>,
  ),
  '/ending': withHeading(
    <>
      <SessionEnding />
      <SessionEnding className="second" />
      <Expires />
      <LogoutLink />
    </>,
  ),
  '/invited': <WelcomePage />,
  '/invited-form': withHeading(<WelcomeForm spToken="given" />),
  '/verify-view': withHeading(<VerifyEmailView />),
};

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <UserdbProvider brand={{ appName: 'Juniper', termsUrl: '/terms' }} onEvent={hear}>
        {CASES[location.pathname] ?? (
          <AuthRoutes base="/auth">
            <h1>Home</h1>
          </AuthRoutes>
        )}
      </UserdbProvider>
    </StrictMode>,
  );
}
