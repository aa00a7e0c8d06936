/**
 * How good is the auditor? Breaks the product in one place after the other, in a copy, and lets the simulation look for
 * it: `node test/simulation/mutate.ts`, by hand; some minutes. What survives is named, and the exit code says so.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MUTATIONS, type Mutation } from './mutation-list.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PARTS = ['server', 'shared', 'test', 'tools', 'db', 'package.json', 'tsconfig.json', 'vitest.config.ts'];

function copyOfTheProduct(): string {
  const copy = mkdtempSync(join(tmpdir(), 'zhishou-mutation-'));
  for (const part of PARTS) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** What the simulation said, or null when it noticed nothing. */
function simulate(copy: string): string | null {
  const sizes = { SIMULATION_SEEDS: '4', SIMULATION_DAYS: '5', NO_COLOR: '1' };
  const command = [
    join(copy, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--bail=1',
    'test/simulation/simulation.test.ts',
  ];
  const options = { cwd: copy, env: { ...process.env, ...sizes }, encoding: 'utf8' as const, timeout: 900_000 };
  const run = spawnSync(process.execPath, command, options);
  if (run.status === 0) return null;
  const said = /SEED=\d+: .*/.exec(run.stdout + run.stderr)?.[0];
  return (said ?? `${run.stdout}${run.stderr}`.slice(-400)).slice(0, 160);
}

function mutate(copy: string, { file, from, to }: Mutation): void {
  const text = readFileSync(join(ROOT, file), 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file} does not hold exactly once: ${from}`);
  writeFileSync(
    join(copy, file),
    text.replace(from, () => to),
  );
}

/** Words of those to try; all of them when none is given. */
const only = process.argv.slice(2);
const copy = copyOfTheProduct();
let survived = 0;
try {
  for (const mutation of MUTATIONS.filter(
    ({ what }) => only.length === 0 || only.some((word) => what.includes(word)),
  )) {
    mutate(copy, mutation);
    const said = simulate(copy);
    if (said === null) survived += 1;
    console.log(
      `${said === null ? 'SURVIVED' : 'caught  '} ${mutation.what}${said === null ? '' : `\n           ${said}`}`,
    );
    cpSync(join(ROOT, mutation.file), join(copy, mutation.file));
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
process.exitCode = survived === 0 ? 0 : 1;
