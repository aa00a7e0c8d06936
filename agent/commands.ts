/**
 * Carries out one command at the counter. Never throws: what came to nothing is a failure with its reason. Whether a
 * command may be begun at all is decided before (agent.ts), from the journal.
 */
import {
  COMMANDS,
  type CommandAnswer,
  type CommandBody,
  type CommandName,
  type Failure,
} from '../shared/agent/protocol.ts';
import { readCard, writeCard } from './card/session.ts';
import { type Counter, reportsOf } from './counter.ts';
import { PrinterFailure } from './devices/printer.ts';
import { NoCard, NoReader, TornCard } from './devices/reader.ts';
import type { Journal, Outcome } from './journal.ts';

export interface Hands {
  readonly counter: Counter;
  readonly journal: Journal;
  /** Opens the counter's browser at an address of the server; false where there is no browser to open. */
  openBrowser(path: string): Promise<boolean>;
  now(): Date;
}

type Answered<N extends CommandName> = { readonly answer: CommandAnswer<N> } | Failure;
type Deeds = { readonly [N in CommandName]: (hands: Hands, body: CommandBody<N>) => Promise<Answered<N>> };

const deeds: Deeds = {
  'card.read': ({ counter }, { profile }) => counter.reader.withCard((channel) => readCard(channel, profile)),
  'card.write': ({ counter }, body) => counter.reader.withCard((channel) => writeCard(channel, counter.security, body)),
  print,
  health: async ({ counter, now }) => ({
    answer: {
      devices: await reportsOf(counter),
      virtual: counter.desk !== null,
      clock: now().toISOString(),
      programs: (await counter.programs())?.slice() ?? null,
    },
  }),
  'open-browser': async ({ openBrowser }, { path }) => ({ answer: { opened: await openBrowser(path) } }),
  'virtual.place-card': async ({ counter: { desk } }, body) => desk?.place(body) ?? NOT_VIRTUAL,
  'virtual.remove-card': async ({ counter: { desk } }) => desk?.remove() ?? NOT_VIRTUAL,
  'virtual.insert-into-meter': async ({ counter: { desk } }, { meterNo }) => desk?.insert(meterNo) ?? NOT_VIRTUAL,
  'virtual.state': async ({ counter: { desk } }) => desk?.state() ?? NOT_VIRTUAL,
};

const NOT_VIRTUAL: Failure = { failure: 'not-virtual', detail: 'this counter has real devices' };

export async function carryOut(hands: Hands, name: string, body: unknown): Promise<Outcome> {
  if (!isCommand(name)) return { failure: 'unknown-command', detail: name.slice(0, 100) };
  const parsed = COMMANDS[name].body.safeParse(body);
  if (!parsed.success) return { failure: 'fault', detail: 'the command is not as the protocol says' };
  try {
    // One deed and the body checked for it; the compiler cannot see that both belong to the same name.
    return await (deeds[name] as (hands: Hands, body: unknown) => Promise<Outcome>)(hands, parsed.data);
  } catch (error) {
    return failureOf(name, error);
  }
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);

function failureOf(name: CommandName, error: unknown): Failure {
  const detail = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  if (error instanceof NoReader) return { failure: 'no-reader', detail };
  if (error instanceof NoCard) return { failure: 'no-card', detail };
  if (error instanceof TornCard) return { failure: 'torn', detail };
  // A fault while a card may have been written must not look as if nothing had happened to it.
  return { failure: name === 'card.write' ? 'interrupted' : 'fault', detail };
}

/** A job whose bytes may have reached the paper is never sent again under its id. */
async function print({ counter, journal }: Hands, { jobId, bytes }: CommandBody<'print'>): Promise<Answered<'print'>> {
  const { printer } = counter;
  const known = journal.job(jobId);
  if (known === 'printed') return { answer: { printed: true } };
  if (known === 'sent')
    return {
      failure: 'printer-fault',
      detail: 'was sent to the printer before; it may be on paper, wholly or in part',
    };
  if (printer === null) return { failure: 'no-printer', detail: 'this counter has no slip printer' };
  journal.jobSent(jobId);
  try {
    await printer.print(Buffer.from(bytes, 'base64'));
  } catch (error) {
    if (!(error instanceof PrinterFailure)) throw error;
    if (!error.sent) journal.jobUnsent(jobId);
    const detail = error.sent ? `${error.message}; it may be on paper, wholly or in part` : error.message;
    return { failure: error.failure, detail: detail.slice(0, 500) };
  }
  journal.jobPrinted(jobId);
  return { answer: { printed: true } };
}
