export { RegistrationPage as default } from '../index.ts';
