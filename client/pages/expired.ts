export { PasswordExpiredPage as default } from '../index.ts';
