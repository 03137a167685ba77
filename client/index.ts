// The export `userdb/react`: everything here is public, and nothing else is.

export { AuthRoutes, type AuthRoutesProps } from './AuthRoutes.tsx';
export { type ClientOptions, createClient, type Known, type UserdbClient } from './api.ts';
export {
  type Brand,
  type EventType,
  type Features,
  type LinkProps,
  type NavigateOptions,
  type ProviderProps,
  type Routes,
  type UserdbEvent,
  UserdbProvider,
} from './context.tsx';
export type { Endpoints } from './endpoints.ts';
export { DeviceList, type DeviceListProps } from './forms/DeviceList.tsx';
export type { FormLook, FormProps } from './forms/Form.tsx';
export { type HeadingLevel, Page, type PageOptions, type PageProps } from './forms/Page.tsx';
export { SessionEnding, type SessionEndingProps } from './forms/SessionEnding.tsx';
export { SessionLoading, type SessionLoadingProps } from './forms/SessionLoading.tsx';
export { Skeleton, type SkeletonProps } from './forms/Skeleton.tsx';
export type { SlotContent, SlotProps, Slots } from './forms/Slot.tsx';
export {
  Authenticated,
  AuthenticatedRoute,
  type AuthenticatedRouteProps,
  type GuardProps,
  NotAuthenticated,
} from './guards.tsx';
export type { FieldSpec, FieldsOption } from './hooks/fields.ts';
export type {
  FieldApi,
  FieldErrors,
  FormApi,
  FormOptions,
  FormState,
  FormValues,
  InputProps,
  Next,
  Typed,
} from './hooks/formTypes.ts';
export { useCapsLock } from './hooks/useCapsLock.ts';
export {
  type ChangePasswordFormApi,
  type ChangePasswordOptions,
  type NewPasswordValues,
  useChangePasswordForm,
} from './hooks/useChangePasswordForm.ts';
export { type Countdown, useCountdown } from './hooks/useCountdown.ts';
export { type DevicesApi, useDevices } from './hooks/useDevices.ts';
export { type ForgotFormApi, type ForgotOptions, type ForgotValues, useForgotForm } from './hooks/useForgotForm.ts';
export { type Lateness, useLateness } from './hooks/useLateness.ts';
export { type LoginFormApi, type LoginOptions, type LoginValues, useLoginForm } from './hooks/useLoginForm.ts';
export { type MessagesApi, type Translate, useMessages } from './hooks/useMessages.ts';
export { useOnline } from './hooks/useOnline.ts';
export {
  type OwnPasswordFormApi,
  type OwnPasswordOptions,
  type OwnPasswordValues,
  useOwnPasswordForm,
} from './hooks/useOwnPasswordForm.ts';
export {
  type PasswordExpiredFormApi,
  type PasswordExpiredOptions,
  usePasswordExpiredForm,
} from './hooks/usePasswordExpiredForm.ts';
export {
  type PolicyApi,
  type PolicyCheck,
  type PolicyOptions,
  type ShownRule,
  usePasswordPolicy,
} from './hooks/usePasswordPolicy.ts';
export {
  type ProfileFormApi,
  type ProfileOptions,
  type ProfileValues,
  useProfileForm,
} from './hooks/useProfileForm.ts';
export {
  type Registered,
  type RegistrationFormApi,
  type RegistrationOptions,
  type RegistrationValues,
  useRegistrationForm,
} from './hooks/useRegistrationForm.ts';
export { type SessionEndApi, useSessionEnd } from './hooks/useSessionEnd.ts';
export { type SessionApi, type UserApi, useSession, useUser } from './hooks/useUser.ts';
export { useVerifyEmail, type VerifyEmailApi, type VerifyEmailOptions } from './hooks/useVerifyEmail.ts';
export {
  useWelcomeForm,
  type WelcomeFormApi,
  type WelcomeOptions,
  type WelcomeValues,
} from './hooks/useWelcomeForm.ts';
export { type LanguageApi, LanguageProvider, type LanguageProviderProps, useLanguage } from './LanguageProvider.tsx';
export { LanguageSwitch } from './LanguageSwitch.tsx';
export { loadMessages, matchLocale } from './languages.ts';
export {
  ForgotLink,
  HomeLink,
  LoginLink,
  LogoutLink,
  type LogoutLinkProps,
  RegisterLink,
  type ScreenLinkProps,
} from './links.tsx';
export type { MessageKey, Messages } from './messages/en.ts';
export type { Message, Vars } from './messages/types.ts';
export { usePath } from './pushHistory.tsx';
export {
  AccountPage,
  type AccountPageProps,
  OwnPasswordForm,
  type OwnPasswordFormProps,
  UserProfileForm,
  type UserProfileFormProps,
} from './screens/AccountPage.tsx';
export {
  ChangePasswordForm,
  type ChangePasswordFormProps,
  ChangePasswordPage,
  type ChangePasswordPageProps,
} from './screens/ChangePasswordPage.tsx';
export { LoginForm, type LoginFormProps, LoginPage, type LoginPageProps } from './screens/LoginPage.tsx';
export {
  PasswordExpiredForm,
  type PasswordExpiredFormProps,
  PasswordExpiredPage,
  type PasswordExpiredPageProps,
} from './screens/PasswordExpiredPage.tsx';
export {
  RegistrationForm,
  type RegistrationFormProps,
  RegistrationPage,
  type RegistrationPageProps,
} from './screens/RegistrationPage.tsx';
export {
  ResetPasswordForm,
  type ResetPasswordFormProps,
  ResetPasswordPage,
  type ResetPasswordPageProps,
} from './screens/ResetPasswordPage.tsx';
export {
  VerifyEmailPage,
  type VerifyEmailPageProps,
  VerifyEmailView,
  type VerifyEmailViewProps,
} from './screens/VerifyEmailPage.tsx';
export {
  WelcomeForm,
  type WelcomeFormProps,
  WelcomePage,
  type WelcomePageProps,
} from './screens/WelcomePage.tsx';
export type { SessionState } from './session.ts';
export { UserdbError } from './userdbError.ts';
export type { Account, Device, Invitation, PasswordPolicy, Role, User, ViewModel } from './wire.ts';
