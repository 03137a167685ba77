export { AccountPage as default } from '../index.ts';
