export { VerifyEmailPage as default } from '../index.ts';
