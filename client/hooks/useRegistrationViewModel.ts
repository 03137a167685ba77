// The registration form as the server describes it; refused with 404 where nobody may register.

import { useAnswer } from './useAnswer.ts';

export function useRegistrationViewModel() {
  return useAnswer('register', (api) => api.registerViewModel());
}
