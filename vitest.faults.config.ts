/** Fault tests on real parts: servers, databases and browsers of their own. `FAULT_SIZE` says how much: smoke, ci, long. */
import { defineConfig } from 'vitest/config';
import { whoMayPlugin } from './tools/who-may-plugin.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [whoMayPlugin()],
  test: {
    include: ['test/faults/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 1_200_000,
    hookTimeout: 600_000,
  },
});
