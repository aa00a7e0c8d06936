import { readFileSync } from 'node:fs';

/** The version of the product this agent came with. */
export function agentVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return manifest.version;
}
