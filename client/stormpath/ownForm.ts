// What react-stormpath's props are to the forms of this package.

import type { FormProps, SignInFormProps } from './props.ts';

/** For a form without markup of the host. */
export function ownFormProps({ hideSocial: _, onSubmit, ...props }: SignInFormProps): object {
  return { ...props, onSubmit: withNext(onSubmit) };
}

/** With two parameters, which tell that it goes on by `next`, however many the host has written. */
export function withNext(onSubmit: FormProps['onSubmit']): FormProps['onSubmit'] {
  return onSubmit && ((event, next) => onSubmit(event, next));
}
