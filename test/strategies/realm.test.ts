// A second way to sign in, chosen by the header `realm`.
import { Strategy } from 'passport';
import { expect, test } from 'vitest';
import type { InstallStrategies } from '../../server/strategies/index.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

/** Knows people by the badge they show; a passport strategy such as a company would write. */
function badgeStrategy(holders: ReadonlyMap<string, string>): Strategy {
  const strategy = new Strategy();
  strategy.name = 'badge';
  strategy.authenticate = function (req) {
    const id = holders.get(req.body.badge);
    if (id) this.success({ id } as Express.User);
    else this.fail();
  };
  return strategy;
}

const BADGE = { realm: 'badge' };
const FORM = { login: 'somebody', password: 'not asked for', badge: 'b-1' };

async function withBadges() {
  const holders = new Map<string, string>();
  const strategies: InstallStrategies = ({ passport }) => void passport.use(badgeStrategy(holders));
  return { holders, ...(await startUserdb({ strategies })) };
}

test('a person signs in by the strategy of the realm', async () => {
  const { browser, users, holders, ctx } = await withBadges();
  const ben = await users.create();
  holders.set('b-1', ben.id);

  expect(await browser.post('/login', FORM, { headers: BADGE })).toMatchObject({
    status: 200,
    json: { account: { id: ben.id } },
  });
  expect(await browser.get('/me')).toMatchObject({ status: 200, json: { account: { email: ben.email } } });
  expect((await ctx.store.users.findById(ben.id))?.lastLoginAt).not.toBeNull();
});

test('a badge that nobody holds reads like a wrong password', async () => {
  const { browser, log } = await withBadges();
  const refused = await browser.post('/login', FORM, { headers: BADGE });
  expect(refused).toMatchObject({ status: 400, json: { message: 'Invalid username or password.' } });
  expect(log).toContainEqual(
    expect.objectContaining({ message: 'login.failed', details: expect.objectContaining({ reason: 'badge' }) }),
  );
});

test.each([
  ['DISABLED', 'This account is disabled. Ask the people who run this site.'],
  ['PENDING', 'Verify your e-mail address first: open the link in the mail that we sent you.'],
] as const)('a holder who is %s does not come in by a badge either', async (status, message) => {
  const { browser, users, holders } = await withBadges();
  holders.set('b-1', (await users.create({ status })).id);
  expect(await browser.post('/login', FORM, { headers: BADGE })).toMatchObject({ status: 400, json: { message } });
  expect(await browser.get('/me')).toMatchObject({ status: 401 });
});

test('without the header a person signs in by password as ever', async () => {
  const { browser, users } = await withBadges();
  expect(await browser.signIn(await users.create(), PASSWORD)).toMatchObject({ status: 200 });
});

test.each(['session', 'nobody', '__proto__', ''])('the realm %j is refused', async (realm) => {
  const { browser, users } = await withBadges();
  const ben = await users.create();
  const refused = await browser.post('/login', { login: ben.email, password: PASSWORD }, { headers: { realm } });
  expect(refused).toMatchObject({ status: 400, json: { status: 400, message: expect.stringContaining('realm') } });
});

test('a strategy in place of local may ask for the password itself, and counts like local', async () => {
  const strategies: InstallStrategies = ({ passport }, verifyPassword) => {
    const strategy = new Strategy();
    strategy.authenticate = function (req) {
      verifyPassword(req, req.body.login, req.body.password, (error, user) => {
        if (error) this.error(error);
        else if (user) this.success(user as never);
        else this.fail();
      });
    };
    passport.use('local', strategy);
  };
  const { browser, users, log } = await startUserdb({ strategies });
  const ben = await users.create();
  expect(await browser.signIn(ben, 'not this one')).toMatchObject({ status: 400 });
  expect(await browser.signIn(ben, PASSWORD)).toMatchObject({ status: 200, json: { account: { id: ben.id } } });
  expect(log.filter(({ message }) => message === 'login.succeeded')).toHaveLength(1);
});
