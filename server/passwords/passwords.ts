// Everything about passwords that a workflow needs: the policy, the hash, the history, the age.
import type { Config } from '../config/schema.ts';
import { UserdbError } from '../errors.ts';
import type { Store, User } from '../store/store.ts';
import { type Clock, secondsBetween } from '../time.ts';
import type { Hasher } from './hash.ts';
import { assertAllowed, policyOf } from './policy.ts';
import type { PasswordPolicy, PersonalWords } from './rules.ts';
import { type SecretFits, secretFits } from './secretFits.ts';

/** Kept of a user who has not chosen a password yet: no hash, so that none fits. */
export const NO_PASSWORD = '*';

export interface Passwords extends Pick<Hasher, 'hash' | 'verify' | 'isOutdated'> {
  readonly policy: PasswordPolicy;
  /** @throws UserdbError PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_PERSONAL */
  assertAllowed(password: string, words: PersonalWords): void;
  /** @throws UserdbError PASSWORD_REUSED when it is one of the user's latest `passwordsCantMatch` */
  assertNew(store: Store, user: User, password: string): Promise<void>;
  /** Keeps a hash for `assertNew`, as far as the configuration asks for that. */
  remember(store: Store, userId: string, hash: string, now: Date): Promise<void>;
  /** Whether the user has to choose a new one. */
  isExpired(user: User, now: Date): boolean;
  /** For the secrets of API keys. */
  readonly secrets: SecretFits;
}

export function createPasswords(config: Config, hasher: Hasher, clock: Clock): Passwords {
  const { passwordsCantMatch: kept, passwordsExpireInSeconds } = config;
  const policy = policyOf(config);

  return {
    policy,
    hash: hasher.hash,
    verify: hasher.verify,
    isOutdated: hasher.isOutdated,
    secrets: secretFits(hasher.verify, clock),

    assertAllowed: (password, words) => assertAllowed(config, password, words),

    async assertNew(store, user, password) {
      if (kept === 0) return;
      const earlier = await store.users.earlierPasswords(user.id, kept);
      const latest = [...new Set([user.password, ...earlier])].slice(0, kept);
      const matches = await Promise.all(latest.map((hash) => hasher.verify(password, hash)));
      if (!matches.includes(true)) return;
      const which = kept === 1 ? 'your present one' : `one of your last ${kept}`;
      throw new UserdbError('PASSWORD_REUSED', { field: 'password', which });
    },

    async remember(store, userId, hash, now) {
      if (kept > 0 && hash !== NO_PASSWORD) await store.users.rememberPassword(userId, hash, kept, now);
    },

    isExpired(user, now) {
      if (!config.endpoints.expired.enabled) return false;
      if (user.mustChangePassword) return true;
      if (passwordsExpireInSeconds === 0) return false;
      // userdb 1 left the time of a first password at 0.
      return secondsBetween(user.passwordUpdatedAt ?? user.createdAt, now) >= passwordsExpireInSeconds;
    },
  };
}
