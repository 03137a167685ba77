// The export `userdb/react/stormpath`: react-stormpath's names, for apps that were written for it.

// As they are: they take the same.
export { LogoutLink } from '../links.tsx';
export { VerifyEmailView } from '../screens/VerifyEmailPage.tsx';
export { HomeRoute, LoginRoute, LogoutRoute, Router, SocialLoginButton, SocialLoginLink } from './gone.ts';
export { Authenticated, AuthenticatedRoute, NotAuthenticated } from './guards.tsx';
export { default, getAccessToken, type InitOptions, init } from './init.ts';
export { LoginForm } from './LoginForm.tsx';
export { LoginLink } from './LoginLink.tsx';
export { ChangePasswordForm, ResetPasswordForm } from './passwordForms.tsx';
export type { FormProps, SignInFormProps, SubmitEvent } from './props.ts';
export { RegistrationForm } from './RegistrationForm.tsx';
export { UserProfileForm } from './UserProfileForm.tsx';
export { UserField, withUser } from './user.tsx';
