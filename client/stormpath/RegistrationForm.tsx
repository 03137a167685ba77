// Create an account; who does not have to verify anything is signed in at once.

import { useUserdb } from '../context.tsx';
import { useClient } from '../hooks/useClient.ts';
import { useGoOn } from '../hooks/useGoOn.ts';
import { RegistrationForm as OwnForm } from '../screens/RegistrationPage.tsx';
import type { User } from '../wire.ts';
import { ownFormProps } from './ownForm.ts';
import type { SignInFormProps } from './props.ts';
import { TemplateForm } from './TemplateForm.tsx';

export function RegistrationForm(props: SignInFormProps) {
  return props.children ? <Written {...props} /> : <OwnForm {...ownFormProps(props)} />;
}

function Written(props: SignInFormProps) {
  const client = useClient();
  const { session } = useUserdb();
  const goOn = useGoOn(props.redirectTo);
  return (
    <TemplateForm<User>
      given={props}
      event={(user) => ({ type: 'registered', user })}
      keyOf={keyOf}
      send={async (data, signal) => {
        const user = await client.register(data, { signal });
        const { email, username, password } = data;
        if (user.status === 'ENABLED') {
          // The account is there: to report a failure now would make people register again.
          const login = { login: email || username, password };
          session.set(await client.login(login, { signal }).catch(() => null));
        }
        return user;
      }}
      goOn={(user) => user.status === 'ENABLED' && goOn(user)}
      is={(user) => ({ 'account.created': user !== null, 'account.enabled': user?.status === 'ENABLED' })}
    />
  );
}

/** How some inputs were called besides. */
const ALIASES: Record<string, string> = { firstName: 'givenName', lastName: 'surname', login: 'username' };

/** What of the form is sent: the rest is for the host. */
function keyOf(name: string) {
  const key = ALIASES[name] ?? name;
  return /^((given|middle|sur|user)[nN]ame|email|password|customData\..+)$/.test(key) && key;
}
