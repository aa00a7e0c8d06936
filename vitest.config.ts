/**
 * Rule tables, operation tests, scenarios and house rules. The browser journeys have vitest.e2e.config.ts. Time
 * limits only stop what hangs: they are ten times what is expected, no test asserts a time.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['{shared,server,agent,web,tools,bench,test}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'test/e2e/**', 'test/faults/**', 'data/**', 'dist/**'],
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
