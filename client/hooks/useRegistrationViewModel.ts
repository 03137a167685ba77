// The registration form as the server describes it; refused with 404 where nobody may register.

import { useUserdb } from '../context.tsx';
import { useAnswer } from './useAnswer.ts';

export function useRegistrationViewModel(wanted = true) {
  return useAnswer(wanted ? 'register' : null, (client) => client.registerViewModel());
}

/** Whether people may register here. The server is asked unless that is known. */
export function useCanRegister(): boolean {
  const { features } = useUserdb();
  const answer = useRegistrationViewModel(features.register === undefined);
  return features.register ?? answer.is === 'given';
}
