/** Writes docs/openapi.json from the contracts; with --check says whether the committed file is fresh. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openApiOfModules } from '../server/app.ts';

const path = fileURLToPath(new URL('../docs/openapi.json', import.meta.url));
const fresh = `${JSON.stringify(openApiOfModules(), null, 1)}\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(path, 'utf8') !== fresh) {
    console.error('docs/openapi.json is not fresh: run `npm run openapi` and commit it');
    process.exit(1);
  }
} else {
  writeFileSync(path, fresh);
}
