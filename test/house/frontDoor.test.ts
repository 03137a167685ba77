import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './imports.ts';

// What applications may rely on. A name that is added here, or taken away, is a decision, and a line in the changelog.

describe('userdb', () => {
  it('exports these', async () => {
    expect(Object.keys(await import('../../server/index.ts')).toSorted()).toEqual([
      'ConfigError',
      'UserdbError',
      'authenticated',
      'authorized',
      'authorizedAll',
      'authorizedAny',
      'createUserdb',
      'default',
      // What require('userdb') gives.
      'module.exports',
    ]);
  });

  it('exports these types', () => {
    expect(exportsOf('server/index.ts').types).toEqual([
      'AdminAccount',
      'Answerable',
      'ApiAccount',
      'ApiRole',
      'ApiUser',
      'Callback',
      'Config',
      'ErrorCode',
      'FoundUsers',
      'InstallStrategies',
      'Logger',
      'Options',
      'RawUser',
      'StormpathAccount',
      'StrategyHost',
      'TransformUser',
      'UserConditions',
      'UserHelpers',
      'UserListOptions',
      'UserToCreate',
      'UserToSave',
      'Userdb',
      'UserdbEvent',
      'UserdbEventType',
    ]);
  });

  it('has these functions on the object that is the default', async () => {
    const { default: userdb } = await import('../../server/index.ts');
    const own = Object.keys(userdb);
    const inherited = Object.getOwnPropertyNames(Object.getPrototypeOf(userdb)).filter(
      (name) => name !== 'constructor',
    );
    expect([...own, ...inherited].toSorted()).toEqual([
      'ConfigError',
      'UserdbError',
      'addRoleToUser',
      'addUserHelpers',
      'authenticated',
      'authorized',
      'authorizedAll',
      'authorizedAny',
      'changeAccountStatus',
      'checkPassword',
      'close',
      'config',
      'createPasswordHash',
      'createUserdb',
      'ensurePasswordUnique',
      'findAnyUserById',
      'findOrCreateAccount',
      'findOrCreateRole',
      'findOrCreateUser',
      'findUserById',
      'findUserByName',
      'generateRandomPassword',
      'getAccountUsers',
      'getAccounts',
      'getUserAccount',
      'initialize',
      'initializeFrom',
      'log',
      'logEvent',
      'newUserWorkflow',
      'noteLastSuccessfulLogin',
      'noteLastUnsuccessfulLogin',
      'off',
      'on',
      'ping',
      'ready',
      'rememberPassword',
      'removeAccount',
      'removeRole',
      'removeRoleFromUser',
      'removeUser',
      'resetPassword',
      'saveUser',
      'searchForAccounts',
      'searchForRoles',
      'searchForUsers',
      'searchForUsersQ',
      'sendAccountExistsEmail',
      'sendAccountInvitationEmail',
      'sendAccountVerificationEmail',
      'sendAccountVerificationSuccessfulEmail',
      'sendAccountWelcomeEmail',
      'sendEmailChangeVerificationEmail',
      'sendEmailChangedEmail',
      'sendForgotPasswordEmail',
      'sendPasswordResetSuccessfulEmail',
      'transformer',
      'unlockUser',
      'unlockUsers',
      'upsertAccount',
      'upsertRole',
      'users',
      'utils',
      'verifyAccount',
      'verifyPassword',
      'verifyPasswordResetToken',
    ]);
  });
});

describe('userdb/react', () => {
  it('exports these', () => {
    expect(exportsOf('client/index.ts').values).toEqual([
      'AccountPage',
      'AuthRoutes',
      'Authenticated',
      'AuthenticatedRoute',
      'ChangePasswordForm',
      'ChangePasswordPage',
      'DeviceList',
      'ForgotLink',
      'HomeLink',
      'LanguageProvider',
      'LanguageSwitch',
      'LoginForm',
      'LoginLink',
      'LoginPage',
      'LogoutLink',
      'NotAuthenticated',
      'OwnPasswordForm',
      'Page',
      'PasswordExpiredForm',
      'PasswordExpiredPage',
      'RegisterLink',
      'RegistrationForm',
      'RegistrationPage',
      'ResetPasswordForm',
      'ResetPasswordPage',
      'SessionEnding',
      'SessionLoading',
      'Skeleton',
      'UserProfileForm',
      'UserdbError',
      'UserdbProvider',
      'VerifyEmailPage',
      'VerifyEmailView',
      'WelcomeForm',
      'WelcomePage',
      'createClient',
      'loadMessages',
      'matchLocale',
      'useCapsLock',
      'useChangePasswordForm',
      'useCountdown',
      'useDevices',
      'useForgotForm',
      'useLanguage',
      'useLateness',
      'useLoginForm',
      'useMessages',
      'useOnline',
      'useOwnPasswordForm',
      'usePasswordExpiredForm',
      'usePasswordPolicy',
      'usePath',
      'useProfileForm',
      'useRegistrationForm',
      'useSession',
      'useSessionEnd',
      'useUser',
      'useVerifyEmail',
      'useWelcomeForm',
    ]);
  });

  it('is one file of lines that export', () => {
    const source = readFileSync(join(ROOT, 'client/index.ts'), 'utf8');
    const statements = source
      .replace(/^\s*\/\/.*$/gm, '')
      .split(';')
      .map((statement) => statement.trim());
    expect(statements.filter((statement) => statement !== '' && !statement.startsWith('export '))).toEqual([]);
  });
});

describe('userdb/react/admin', () => {
  it('exports these', () => {
    expect(exportsOf('client/admin/index.ts').values).toEqual([
      'AccountForm',
      'AccountsTable',
      'AdminPage',
      'AuditTrail',
      'ImportPage',
      'ImportUsersModal',
      'RemoveConfirmModal',
      'RoleForm',
      'RolesTable',
      'UserEvents',
      'UserForm',
      'UsersTable',
      'loadAdminMessages',
      'useAccountList',
      'useAuditTrail',
      'useRoleList',
      'useUserImport',
      'useUserList',
    ]);
  });
});

describe('userdb/react/router', () => {
  it('exports these', () => {
    expect(exportsOf('client/router/index.ts').values).toEqual([
      'AuthenticatedRoute',
      'authRoutes',
      'reactRouterAdapter',
      'requireUser',
    ]);
  });
});

describe('userdb/react/stormpath', () => {
  it('exports these, by the names that react-stormpath gave them', () => {
    expect(exportsOf('client/stormpath/index.ts').values).toEqual([
      'Authenticated',
      'AuthenticatedRoute',
      'ChangePasswordForm',
      'HomeRoute',
      'LoginForm',
      'LoginLink',
      'LoginRoute',
      'LogoutLink',
      'LogoutRoute',
      'NotAuthenticated',
      'RegistrationForm',
      'ResetPasswordForm',
      'Router',
      'SocialLoginButton',
      'SocialLoginLink',
      'UserField',
      'UserProfileForm',
      'VerifyEmailView',
      'default',
      'getAccessToken',
      'init',
      'withUser',
    ]);
  });
});

/** The names after `export`, as the file has them. */
function exportsOf(file: string): { values: string[]; types: string[] } {
  const source = readFileSync(join(ROOT, file), 'utf8');
  const values: string[] = [];
  const types: string[] = [];
  for (const [, type, list = ''] of source.matchAll(/^export\s+(type\s+)?\{([^}]*)\}/gm)) {
    for (const name of list
      .split(',')
      .map((part) => part.trim().replace(/^(type )?\w+ as /, '$1'))
      .filter(Boolean)) {
      if (type || name.startsWith('type ')) types.push(name.replace('type ', ''));
      else values.push(name);
    }
  }
  return { values: values.toSorted(), types: types.toSorted() };
}
