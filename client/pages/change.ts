export { ChangePasswordPage as default } from '../index.ts';
