/**
 * Printer and agent fail in any order while slips are asked for, again and again, as a server does that heard no answer.
 * Whatever happens, no slip is printed twice, and one that was answered as printed is there, whole.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeText } from '../shared/escpos/encoding.ts';
import { writeSlip } from '../shared/escpos/writer.ts';
import { newId } from '../shared/values/ids.ts';
import { type Carrying, createCarrying } from './carrying.ts';
import { closeCounter } from './counter.ts';
import { type Journal, type Outcome, openJournal } from './journal.ts';
import { openVirtualCounter, type VirtualCounter } from './open-counter.ts';

const JOBS = 3;

type Step =
  | { readonly do: 'ask'; readonly job: number; readonly again: boolean }
  | { readonly do: 'paper' | 'plug'; readonly is: boolean }
  | { readonly do: 'run out'; readonly after: number }
  | { readonly do: 'restart' };

const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ do: fc.constant('ask' as const), job: fc.nat(JOBS - 1), again: fc.boolean() }),
    },
    fc.record({ do: fc.constantFrom('paper' as const, 'plug' as const), is: fc.boolean() }),
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('run out' as const), after: fc.integer({ min: 1, max: 17 }) }),
    },
    fc.constant({ do: 'restart' as const }),
  ),
  { minLength: 15, maxLength: 30 },
);

interface Agent {
  readonly counter: VirtualCounter;
  readonly journal: Journal;
  readonly carrying: Carrying;
}

function open(folder: string): Agent {
  const counter = openVirtualCounter(folder);
  const journal = openJournal(join(folder, 'journal.jsonl'));
  const hands = { counter, journal, openBrowser: async () => false, now: () => new Date() };
  return { counter, journal, carrying: createCarrying(hands) };
}

async function close({ counter, journal, carrying }: Agent): Promise<void> {
  await carrying.finished();
  journal.close();
  await closeCounter(counter);
}

function act({ printer }: VirtualCounter, step: Step): void {
  if (step.do === 'paper') printer.setPaper(step.is);
  if (step.do === 'plug') printer.setPlugged(step.is);
  if (step.do === 'run out') printer.runOutAfter(step.after);
}

const isPrinted = (outcome: Outcome): boolean => 'answer' in outcome;

async function play(folder: string, plan: readonly Step[]): Promise<void> {
  const jobs = Array.from({ length: JOBS }, (_, i) => {
    const bytes = writeSlip(48).line(`凭证 ${i}`).cut().bytes();
    return { bytes, body: { jobId: newId(), bytes: Buffer.from(bytes).toString('base64') }, printed: false };
  });
  let agent = open(folder);
  let number = 0;
  for (const step of plan) {
    if (step.do === 'restart') {
      await close(agent);
      agent = open(folder);
    } else if (step.do === 'ask') {
      const job = jobs[step.job]!;
      number += 1;
      const command = { type: 'command', number, name: 'print', body: job.body, validMs: 1_000 } as const;
      const outcome = await agent.carrying.carry(command);
      if (step.again) expect(await agent.carrying.carry(command)).toEqual(outcome);
      // Once printed it stays printed, whatever the printer is like by now.
      if (job.printed) expect(isPrinted(outcome)).toBe(true);
      job.printed ||= isPrinted(outcome);
    } else act(agent.counter, step);
  }
  await close(agent);
  const printed = join(folder, 'printed');
  const slips = readdirSync(printed)
    .filter((name) => name.endsWith('.bin'))
    .map((name) => readFileSync(join(printed, name)));
  for (const [i, job] of jobs.entries()) {
    // Also the beginning of a slip is one, if it can be read.
    const legible = slips.filter((slip) => slip.includes(Buffer.from(encodeText(`凭证 ${i}`)))).length;
    expect(legible).toBeLessThanOrEqual(1);
    const whole = slips.filter((slip) => slip.equals(job.bytes)).length;
    expect(whole).toBe(job.printed ? 1 : 0);
  }
}

test('no slip twice, none lost that was answered', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (plan) => {
      const folder = mkdtempSync(join(tmpdir(), 'agent-faults-'));
      try {
        await play(folder, plan);
      } finally {
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: 40 },
  );
});
