// The own profile, filled in with what is known of the user.

import { useUserdb } from '../context.tsx';
import { useClient } from '../hooks/useClient.ts';
import { useUser } from '../hooks/useUser.ts';
import { UserProfileForm as OwnForm } from '../screens/AccountPage.tsx';
import type { User } from '../wire.ts';
import { at } from './data.ts';
import { ownFormProps } from './ownForm.ts';
import type { FormProps } from './props.ts';
import { TemplateForm } from './TemplateForm.tsx';

export function UserProfileForm(props: FormProps) {
  return props.children ? <Written {...props} /> : <OwnForm {...ownFormProps(props)} />;
}

function Written(props: FormProps) {
  const client = useClient();
  const { session } = useUserdb();
  const { user } = useUser();
  return (
    <TemplateForm<User>
      // What inputs start with is read once: they start anew when it is known who is signed in.
      key={user?.id}
      given={props}
      event={(user) => ({ type: 'profileUpdated', user })}
      keyOf={(name) => name}
      // An empty password is one that was not to be changed.
      send={async ({ password, ...data }, signal) => {
        const changed = await client.updateProfile(password ? { ...data, password } : data, { signal });
        session.set(changed);
        return changed;
      }}
      initial={(name) => at(user, name)}
    />
  );
}
