// Sign in.

import { useUserdb } from '../context.tsx';
import { useGoOn } from '../hooks/useGoOn.ts';
import { LoginForm as OwnForm } from '../screens/LoginPage.tsx';
import type { User } from '../wire.ts';
import { ownFormProps } from './ownForm.ts';
import type { SignInFormProps } from './props.ts';
import { TemplateForm } from './TemplateForm.tsx';

export function LoginForm(props: SignInFormProps) {
  return props.children ? <Written {...props} /> : <OwnForm {...ownFormProps(props)} />;
}

function Written(props: SignInFormProps) {
  const { client, session } = useUserdb();
  const goOn = useGoOn(props.redirectTo);
  return (
    <TemplateForm<User>
      given={props}
      event={(user) => ({ type: 'login', user })}
      keyOf={(name) => KEYS[name]}
      send={async ({ username, login = username, password }, signal) => {
        const user = await client.login({ login, password }, { signal });
        session.set(user);
        return user;
      }}
      goOn={goOn}
    />
  );
}

/** `login` was called `username` in what `onSubmit` gets. */
const KEYS: Record<string, string> = { login: 'username', username: 'username', password: 'password' };
