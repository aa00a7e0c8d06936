/**
 * Each number is carried out once, whoever asks how often. It is written into the journal before it is begun, and its
 * answer before it is given out; so a conversation that ends in between loses nothing: the server asks again.
 */
import { createHash } from 'node:crypto';
import type { FromServer } from '../shared/agent/protocol.ts';
import { carryOut, type Hands } from './commands.ts';
import type { Outcome } from './journal.ts';

export type Command = Extract<FromServer, { type: 'command' }>;

export interface Carrying {
  /** Never throws. */
  carry(command: Command): Promise<Outcome>;
  /** Everything begun has ended. */
  finished(): Promise<void>;
}

export function createCarrying(hands: Hands): Carrying {
  const { journal } = hands;
  const atWork = new Map<number, Promise<Outcome>>();

  const begin = async ({ number, name, body, validMs }: Command, asked: string): Promise<Outcome> => {
    journal.begin(number, asked);
    const outcome: Outcome = validMs === 0 ? { failure: 'expired' } : await carryOut(hands, name, body);
    journal.answer(number, outcome);
    return outcome;
  };

  const decide = async (command: Command): Promise<Outcome> => {
    const { number } = command;
    const asked = `${command.name} ${digestOf(command.body)}`;
    const known = journal.command(number);
    if (known.state === 'new') {
      const work = begin(command, asked).finally(() => atWork.delete(number));
      atWork.set(number, work);
      return work;
    }
    if (known.asked !== asked)
      return { failure: 'fault', detail: `number ${number} stood for another command before; nothing was done` };
    if (known.state === 'answered') return known.outcome;
    const work = atWork.get(number);
    if (work !== undefined) return work;
    const outcome: Outcome = { failure: 'interrupted', detail: 'the agent ended while it was at work on this' };
    journal.answer(number, outcome);
    return outcome;
  };

  return {
    async carry(command) {
      try {
        return await decide(command);
      } catch (error) {
        // The journal could not be written. Whether anything was done is looked up like after an interruption.
        return { failure: 'interrupted', detail: `journal: ${error instanceof Error ? error.message : String(error)}` };
      }
    },
    async finished() {
      await Promise.allSettled([...atWork.values()]);
    },
  };
}

function digestOf(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(body) ?? '')
    .digest('hex')
    .slice(0, 16);
}
