import { createClient } from 'redis';
import { expect, it, onTestFinished } from 'vitest';
import { type Redis, startRedis } from './redis.ts';

it('starts empty, and keeps what it is given', async () => {
  const client = await connect(await start());

  expect(await client.dbSize()).toBe(0);
  await client.set('colour', 'blue');
  expect(await client.get('colour')).toBe('blue');
});

it('gives every caller a server of its own', async () => {
  const [one, other] = await Promise.all([start(), start()]);
  const client = await connect(one);
  await client.set('colour', 'blue');

  expect(await (await connect(other)).get('colour')).toBeNull();
});

it('answers nothing while paused, and goes on afterwards', async () => {
  const redis = await start();
  const client = await connect(redis);

  redis.pause();
  let answered = false;
  const answer = client.ping().then((pong) => {
    answered = true;
    return pong;
  });
  await expect(connect(redis, 200)).rejects.toThrow();
  expect(answered).toBe(false);

  redis.resume();
  expect(await answer).toBe('PONG');
});

it('comes back on the same address, without its data', async () => {
  const redis = await start();
  await (await connect(redis)).set('colour', 'blue');

  await redis.restart();

  expect(await (await connect(redis)).get('colour')).toBeNull();
});

it('is gone once stopped', async () => {
  const redis = await start();
  await redis.stop();

  await expect(connect(redis)).rejects.toThrow('ECONNREFUSED');
});

async function start(): Promise<Redis> {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  return redis;
}

/** @param patience milliseconds to wait for an answer */
async function connect({ url }: Redis, patience = 5_000) {
  const client = createClient({
    url,
    socket: { reconnectStrategy: false, connectTimeout: patience, socketTimeout: patience },
  });
  client.on('error', () => {});
  onTestFinished(() => client.destroy());
  return client.connect();
}
