/**
 * Rule tables, operation tests, scenarios and house rules, in two projects so that a run of pure tests starts no
 * database. The browser journeys have vitest.e2e.config.ts, fault tests a runner of their own. Time limits only stop
 * what hangs: they are ten times what is expected, no test asserts a time.
 */
import { defineConfig } from 'vitest/config';
import { whoMayPlugin } from './tools/who-may-plugin.ts';

const common = {
  root: import.meta.dirname,
  pool: 'forks' as const,
  testTimeout: 60_000,
  hookTimeout: 120_000,
};
const exclude = ['**/node_modules/**', 'test/e2e/**', 'test/faults/**', 'data/**', 'dist/**'];
const pure = [
  '{shared,agent,web,tools}/**/*.test.{ts,tsx}',
  'test/{tidy,duties,documents}.test.ts',
  'test/tidy/*.test.ts',
  'test/support/duty.test.ts',
  'server/modules/network/{dlt645,cjt188}/*.test.ts',
];

export default defineConfig({
  root: import.meta.dirname,
  test: {
    maxWorkers: 2,
    projects: [
      { plugins: [whoMayPlugin()], test: { ...common, name: 'pure', include: pure, exclude } },
      {
        test: {
          ...common,
          name: 'database',
          include: ['{server,bench,test}/**/*.test.{ts,tsx}'],
          exclude: [...exclude, ...pure],
          globalSetup: ['test/support/global-setup.ts'],
        },
      },
    ],
  },
});
