/**
 * What is opened inside a hook or a test is closed after the file. A hook that is made there would never run, so the one
 * hook is made here, when the file that needs it is read; last opened, first closed.
 */
import { afterAll } from 'vitest';

const opened: (() => unknown)[] = [];

afterAll(async () => {
  for (const close of opened.toReversed()) await close();
});

export function closeAfterFile(close: () => unknown): void {
  opened.push(close);
}
