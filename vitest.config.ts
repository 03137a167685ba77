import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: 'test/setup/shared.ts',
    environment: 'node',
    env: { NODE_ENV: 'test' },
    // Processes, not threads: tests end servers by signal, and native modules keep state in a thread's process.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A browser on a busy machine takes longer than a second.
    expect: { poll: { timeout: 10_000 } },
  },
});
