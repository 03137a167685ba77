import { LoginPage } from '../index.ts';

export default function Login() {
  return <LoginPage autoFocus />;
}
