// passport is CommonJS with one default export; this names the parts that we use.
import passport from 'passport';

export const { Passport } = passport;
export type { Strategy } from 'passport';
export type PassportInstance = InstanceType<typeof Passport>;
