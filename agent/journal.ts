/**
 * What the agent has begun and what it has answered, in a file that is written before the deed and survives any end of
 * the process. One JSON record a line; each is on the disk before `begin`, `answer` and the like return; they
 * throw when the disk takes nothing.
 *
 * A number that was answered is answered again with the same words. A number that was begun before this start and never
 * answered was interrupted: whether it was done is not known here. Numbers older than the last few hundred are
 * forgotten together with their answers; the server never asks for them again.
 */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type FromAgent, failureSchema } from '../shared/agent/protocol.ts';

export type Outcome = Extract<FromAgent, { type: 'answer' }>['outcome'];

export type Known =
  | { readonly state: 'new' }
  /** Begun in this run of the agent: it is still at work. */
  | { readonly state: 'begun'; readonly asked: string }
  | { readonly state: 'interrupted'; readonly asked: string }
  | { readonly state: 'answered'; readonly asked: string; readonly outcome: Outcome };

/** How far a print job came. `sent`: bytes may have reached the printer. */
export type JobState = 'new' | 'sent' | 'printed';

export interface Journal {
  command(number: number): Known;
  /** The highest number it has had; 0 when it has had none. */
  lastNumber(): number;
  /** @param asked what the number stands for, so that another command under the same number is noticed */
  begin(number: number, asked: string): void;
  answer(number: number, outcome: Outcome): void;
  job(jobId: string): JobState;
  jobSent(jobId: string): void;
  jobPrinted(jobId: string): void;
  /** The printer took nothing of it: it may be sent again. */
  jobUnsent(jobId: string): void;
  close(): void;
}

const KEPT = 500;
const LARGE_BYTES = 4 * 1024 * 1024;

const recordSchema = z.union([
  z.object({ begun: z.int(), asked: z.string() }),
  z.object({ answered: z.int(), outcome: z.union([z.object({ answer: z.unknown() }), failureSchema]) }),
  z.object({ job: z.string(), state: z.enum(['new', 'sent', 'printed']) }),
]);
type Record = z.infer<typeof recordSchema>;

interface Memory {
  readonly commands: Map<number, { readonly asked: string; readonly outcome?: Outcome }>;
  readonly jobs: Map<string, JobState>;
}

/**
 * @param largeBytes when the file is rewritten with only what is kept
 * @throws when a line other than the last is no record: the file was damaged by something else than an interruption
 */
export function openJournal(path: string, largeBytes = LARGE_BYTES): Journal {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const memory: Memory = { commands: new Map(), jobs: new Map() };
  for (const record of readRecords(path)) remember(memory, record);
  const before = new Set(memory.commands.keys());
  let file = openSync(path, 'a', 0o600);
  let size = fstatSync(file).size;

  function write(record: Record): void {
    const line = Buffer.from(`${JSON.stringify(record)}\n`);
    try {
      if (writeSync(file, line) !== line.length) throw new Error('the disk took only part of the record');
      fsyncSync(file);
    } catch (error) {
      // Half a record in the middle would make the whole journal unreadable.
      ftruncateSync(file, size);
      throw error;
    }
    size += line.length;
    remember(memory, record);
    if (size > largeBytes) {
      forget(memory);
      file = rewrite(path, memory, file);
      size = fstatSync(file).size;
    }
  }

  return {
    command(number) {
      const known = memory.commands.get(number);
      if (known === undefined) return { state: 'new' };
      const { asked, outcome } = known;
      if (outcome !== undefined) return { state: 'answered', asked, outcome };
      return { state: before.has(number) ? 'interrupted' : 'begun', asked };
    },
    lastNumber: () => Math.max(0, ...memory.commands.keys()),
    begin: (number, asked) => write({ begun: number, asked }),
    answer: (number, outcome) => write({ answered: number, outcome }),
    job: (jobId) => memory.jobs.get(jobId) ?? 'new',
    jobSent: (jobId) => write({ job: jobId, state: 'sent' }),
    jobPrinted: (jobId) => write({ job: jobId, state: 'printed' }),
    jobUnsent: (jobId) => write({ job: jobId, state: 'new' }),
    close: () => closeSync(file),
  };
}

function remember({ commands, jobs }: Memory, record: Record): void {
  if ('begun' in record) commands.set(record.begun, { asked: record.asked });
  else if ('answered' in record) {
    const asked = commands.get(record.answered)?.asked ?? '';
    commands.set(record.answered, { asked, outcome: record.outcome });
  } else jobs.set(record.job, record.state);
}

function forget({ commands, jobs }: Memory): void {
  const numbers = [...commands.keys()].sort((a, b) => a - b);
  // What is still at work is kept whatever its age.
  for (const number of numbers.slice(0, -KEPT)) {
    if (commands.get(number)?.outcome !== undefined) commands.delete(number);
  }
  for (const jobId of [...jobs.keys()].slice(0, -KEPT)) jobs.delete(jobId);
}

/** The old file stays until the new one is whole on the disk. */
function rewrite(path: string, { commands, jobs }: Memory, old: number): number {
  const next = `${path}.next`;
  const file = openSync(next, 'w', 0o600);
  for (const [number, { asked, outcome }] of commands) {
    writeSync(file, `${JSON.stringify({ begun: number, asked })}\n`);
    if (outcome !== undefined) writeSync(file, `${JSON.stringify({ answered: number, outcome })}\n`);
  }
  for (const [job, state] of jobs) writeSync(file, `${JSON.stringify({ job, state })}\n`);
  fsyncSync(file);
  closeSync(old);
  renameSync(next, path);
  if (process.platform !== 'win32') {
    const folder = openSync(dirname(path), 'r');
    fsyncSync(folder);
    closeSync(folder);
  }
  return file;
}

/** A last line without its end was being written when the power went: its deed was not begun, and it is cut off. */
function readRecords(path: string): Record[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) cut(path, Buffer.byteLength(whole));
  return whole
    .split('\n')
    .slice(0, -1)
    .map((line, index) => {
      const parsed = recordSchema.safeParse(parse(line));
      if (!parsed.success) throw new Error(`${path}, line ${index + 1}, is no record of this journal`);
      return parsed.data;
    });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function cut(path: string, length: number): void {
  const file = openSync(path, 'r+');
  ftruncateSync(file, length);
  fsyncSync(file);
  closeSync(file);
}
