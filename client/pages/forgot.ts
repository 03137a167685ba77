export { ResetPasswordPage as default } from '../index.ts';
