/**
 * `npm test`: format and lint, types, generated files, rules and operations and scenarios and house rules, the web
 * build, the browser journeys. Every step is run even when one fails; the summary says which. The last line is
 * `N passed, N failed`: tests counted one by one, every other step as one.
 *
 * Programs are started with the Node that runs this file, which is the one in node_modules: the Node that started npm
 * may be older.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { writePages } from './results.ts';

const root = join(import.meta.dirname, '..');
const bin = join(root, 'node_modules', '.bin');
/** What the checks of the published lists found, and the pages made of it. */
const RESULTS = join(root, 'dist', 'results');
/** Stops what hangs. */
const STEP_LIMIT_MS = 40 * 60_000;

interface Step {
  readonly name: string;
  readonly args: readonly string[];
  /** A vitest run, whose tests are counted. */
  readonly counted?: boolean;
}

interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
}

const STEPS: readonly Step[] = [
  { name: 'format and lint', args: [join(bin, 'biome'), 'check', '.'] },
  { name: 'types', args: [join(bin, 'tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'registry of contracts is fresh', args: ['tools/dump-contracts.ts', '--check'] },
  { name: 'db/schema.sql is fresh', args: ['tools/dump-schema.ts', '--check'] },
  { name: 'docs/openapi.json is fresh', args: ['tools/dump-openapi.ts', '--check'] },
  { name: 'docs/refusals.md is fresh', args: ['tools/dump-refusals.ts', '--check'] },
  { name: 'tests', args: [join(bin, 'vitest'), 'run'], counted: true },
  { name: 'fault tests, smoke size', args: ['test/faults/main.ts', '--size', 'smoke'] },
  { name: 'web build', args: [join(bin, 'vite'), 'build', '--outDir', join(root, 'dist', 'web-check')] },
  { name: 'browser journeys', args: [join(bin, 'vitest'), 'run', '-c', 'vitest.e2e.config.ts'], counted: true },
];

/** Exit code; 1 when the program could not be started or was stopped. Its output goes straight to ours. */
function run(args: readonly string[]): Promise<number> {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, RESULTS_FOLDER: RESULTS };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit', timeout: STEP_LIMIT_MS });
  return new Promise((resolve) => {
    child.once('error', (problem) => {
      console.error(problem.message);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

type Counts = Pick<Outcome, 'passed' | 'failed' | 'skipped'>;

interface JsonReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { status: string }[];
  }[];
}

/** Counts of a report; a file that failed without a failed test, and a run that failed otherwise, count as one. */
export function countsOf(report: JsonReport, exitCode: number): Counts {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

async function runCounted(args: readonly string[]): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'zhishou-test-'));
  const file = join(folder, 'report.json');
  try {
    const code = await run([...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
    return countsOf(JSON.parse(readFileSync(file, 'utf8')) as JsonReport, code);
  } catch (problem) {
    console.error(`no report of the tests: ${problem instanceof Error ? problem.message : problem}`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runStep(step: Step): Promise<Outcome> {
  console.log(`\n── ${step.name}`);
  const started = performance.now();
  let counts: Counts;
  if (step.counted) counts = await runCounted(step.args);
  else {
    const code = await run(step.args);
    counts = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  }
  return { name: step.name, ...counts, seconds: Math.round((performance.now() - started) / 1000) };
}

const total = (outcomes: readonly Outcome[], key: 'passed' | 'failed'): number =>
  outcomes.reduce((sum, one) => sum + one[key], 0);

if (import.meta.main) {
  rmSync(RESULTS, { recursive: true, force: true });
  const outcomes: Outcome[] = [];
  for (const step of STEPS) outcomes.push(await runStep(step));
  for (const page of writePages(RESULTS, RESULTS, 'smoke')) console.log(`results: ${page}`);
  console.log('\n── summary');
  for (const { name, passed, failed, skipped, seconds } of outcomes) {
    const left = skipped > 0 ? `, ${skipped} SKIPPED` : '';
    console.log(
      `${failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${passed} passed, ${failed} failed${left} (${seconds} s)`,
    );
  }
  process.exitCode = total(outcomes, 'failed') === 0 ? 0 : 1;
  console.log(`${total(outcomes, 'passed')} passed, ${total(outcomes, 'failed')} failed`);
}
