export { WelcomePage as default } from '../index.ts';
