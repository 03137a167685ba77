// What TypeScript makes of the public names. The compiler is the one that tests here: `expectTypeOf` does nothing when run.

import type { ComponentProps, ReactNode } from 'react';
import type { LoaderFunction, RouteObject } from 'react-router';
import { expectTypeOf, test } from 'vitest';
import type {
  AuthRoutesProps,
  FieldErrors,
  FormApi,
  LoginPageProps,
  LoginValues,
  MessageKey,
  Messages,
  ProviderProps,
  User,
  UserApi,
  UserdbEvent,
  useLoginForm,
  useUser,
} from '../../client/index.ts';
import type { authRoutes, reactRouterAdapter, requireUser } from '../../client/router/index.ts';
import type { UserField, withUser } from '../../client/stormpath/index.ts';

interface Employee extends User {
  desk: string;
}

test('a host that sends more of its users names their type', () => {
  expectTypeOf<ReturnType<typeof useUser<Employee>>['user']>().toEqualTypeOf<Employee | null>();
  expectTypeOf<ReturnType<typeof useUser>['user']>().toEqualTypeOf<User | null>();
  expectTypeOf<UserApi<Employee>['refresh']>().returns.resolves.toEqualTypeOf<Employee | null>();
});

test('the errors of a form are by the names of its values', () => {
  expectTypeOf<keyof FieldErrors<LoginValues>>().toEqualTypeOf<'login' | 'password'>();
  expectTypeOf<ReturnType<typeof useLoginForm>['fieldErrors']>().toEqualTypeOf<FieldErrors<LoginValues>>();
  expectTypeOf<Parameters<FormApi<LoginValues>['field']>[0]>().toEqualTypeOf<'login' | 'password'>();
});

test('the key of a message is one of those there are', () => {
  expectTypeOf<'login.title'>().toExtend<MessageKey>();
  expectTypeOf<'login.tilte'>().not.toExtend<MessageKey>();
  expectTypeOf<string>().not.toExtend<MessageKey>();
  expectTypeOf<keyof Messages>().toEqualTypeOf<MessageKey>();
  expectTypeOf<keyof NonNullable<LoginPageProps['labels']>>().toEqualTypeOf<MessageKey>();
});

test('props take what they are documented to take', () => {
  expectTypeOf<LoginPageProps['redirectTo']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<AuthRoutesProps['admin']>().toEqualTypeOf<ReactNode>();
  expectTypeOf<string>().not.toExtend<UserdbEvent['type']>();
  expectTypeOf<{ className: string }>().not.toExtend<ComponentProps<typeof UserField>>();
});

test('the router gets what a router takes', () => {
  expectTypeOf<ReturnType<typeof requireUser>>().toExtend<LoaderFunction>();
  expectTypeOf<ReturnType<ReturnType<typeof requireUser>>>().resolves.toEqualTypeOf<User>();
  expectTypeOf<typeof authRoutes>().returns.toEqualTypeOf<RouteObject[]>();
  expectTypeOf<ReturnType<typeof reactRouterAdapter>>().toExtend<ProviderProps>();
});

test('a component that is given the user need not be given it again', () => {
  interface Props {
    title: string;
    user?: User;
  }
  expectTypeOf<ComponentProps<ReturnType<typeof withUser<Props>>>>().toEqualTypeOf<{ title: string }>();
});
