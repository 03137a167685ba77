// A host that says something to every screen: one case a path. What it hears stands in a list, for the tests to read.

import { type ComponentType, type ReactNode, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import {
  type FieldApi,
  type FieldSpec,
  LoginPage,
  RegistrationPage,
  ResetPasswordPage,
  UserdbError,
  type UserdbEvent,
  UserdbProvider,
} from '../../../client/index.ts';

const heard: string[] = [];

function hear(...words: unknown[]) {
  heard.push(words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' '));
  document.body.dataset.heard = heard.join('\n');
}

const TEAM: FieldSpec = {
  name: 'customData.team',
  type: 'text',
  label: 'Team',
  missing: 'Name your team',
  required: true,
};

function Framed({ Default }: { Default: ComponentType }) {
  return (
    <fieldset>
      <legend>Framed</legend>
      <Default />
    </fieldset>
  );
}

function Line({ field, label }: { field: FieldApi; label: string }) {
  return (
    <p>
      <label htmlFor={field.id}>{label}</label>
      <input {...field.inputProps} />
    </p>
  );
}

function Broken(): ReactNode {
  throw new UserdbError(500, 'secret stack', { reference: 'r-4711' });
}

/** As in an app of 1.x: it goes on when the person says so. */
function Asked() {
  const [next, setNext] = useState<(() => void) | null>(null);
  return (
    <>
      <LoginPage
        onSubmit={(event, goOn) => goOn(null, { ...event.data, login: event.data.login.toLowerCase() })}
        onSubmitSuccess={({ data, result }, goOn) => {
          hear('success', data.login, result.email);
          setNext(() => goOn);
        }}
        onSubmitError={({ data, error }, show) => {
          hear('error', data.login, error.status);
          show(new Error('Call us: 555 0100.'));
        }}
      />
      {next && (
        <button type="button" onClick={next}>
          Go on
        </button>
      )}
    </>
  );
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
  '/changed': <LoginPage onSubmit={(values) => ({ ...values, login: `${values.login}@example.com` })} />,
  '/refused': (
    <LoginPage
      onSubmit={async () => {
        throw new Error('Not on Sundays.');
      }}
    />
  ),
  '/old': <Asked />,
  '/taken-over': (
    <LoginPage
      redirectTo="/there"
      onSuccess={(user) => {
        hear('success', user.email);
        return false;
      }}
      onError={(error) => {
        hear('error', error.code ?? '');
        return false;
      }}
    />
  ),
  '/redirected': <LoginPage redirectTo="/there" />,
  '/dressed': withHeading(
    <LoginPage
      className="mine"
      id="sign-in"
      data-team="blue"
      ref={(element) => hear('ref', element?.id ?? '')}
      headingLevel={3}
      labels={{ 'login.title': 'Come in', 'login.submit': 'Enter' }}
      slots={{
        header: <p>Our logo</p>,
        beforeFields: <p>Before the fields</p>,
        afterFields: ({ form }) => <p>State: {form.state}</p>,
        actions: Framed,
        footer: Framed,
        error: Framed,
      }}
    >
      <p>Below the fields</p>
    </LoginPage>,
  ),
  '/sent': <ResetPasswordPage slots={{ success: <p>Look into your mail.</p> }} />,
  '/own-body': (
    <LoginPage>
      {(form) => (
        <>
          <Line field={form.field('login')} label="Who" />
          <Line field={form.field('password')} label="Secret" />
          <button {...form.submitProps}>Let me in</button>
        </>
      )}
    </LoginPage>
  ),
  '/fields': <RegistrationPage fields={(usual) => [TEAM, ...usual.filter(({ name }) => name !== 'surname')]} />,
  '/broken': withHeading(
    <LoginPage slots={{ afterFields: Broken }} onError={(error) => hear('onError', error.reference ?? '')} />,
  ),
  '/listening': <LoginPage onSuccess={() => false} />,
  '/plain': <LoginPage />,
  '/no-forgot': (
    <UserdbProvider features={{ forgot: false, register: false }}>
      <LoginPage />
    </UserdbProvider>
  ),
  '/may-register': (
    <UserdbProvider features={{ register: true }}>
      <LoginPage />
    </UserdbProvider>
  ),
  '/there': <h1>There</h1>,
};

document.addEventListener('userdb:login', (event) => hear('dom login', partOf(event.target)));
document.addEventListener('userdb:error', (event) => hear('dom error', (event as CustomEvent<UserdbEvent>).detail));

function partOf(target: EventTarget | null) {
  return (target as HTMLElement).dataset.udbPart ?? '';
}

const root = document.getElementById('root');
if (root) {
  createRoot(root, { onCaughtError: () => hear('caught') }).render(
    <StrictMode>
      <UserdbProvider
        brand={{ appName: 'Juniper', copyright: '© 2026 Juniper Ltd', termsUrl: '/terms' }}
        onEvent={({ type, user }) => hear('event', user ? `${type} ${user.email}` : type)}
      >
        {CASES[location.pathname] ?? <h1>Home</h1>}
      </UserdbProvider>
    </StrictMode>,
  );
}
