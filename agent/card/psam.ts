/**
 * The security module in the reader's second slot. The commands are those that public sources show for such modules;
 * which key stands under which number is the issuer's decision and is set for each house. Not tried on a real module.
 */
import { joinBytes, toHex } from '../../shared/card/bytes.ts';
import { type CardChannel, NoCard, NoReader, TornCard } from '../devices/reader.ts';
import { exchange, OK, selectFile, statusWords } from './apdu.ts';
import { type CardKeys, type CardSecurity, type KeyUse, SecurityRefused } from './security.ts';

/** One exclusive transaction with the module. */
export type WithModule = <T>(work: (module: CardChannel) => Promise<T>) => Promise<T>;

const APPLICATION = 0x1001;

/** Numbers of the keys in the module as the issuer told them; they are no secret. */
export type ModuleKeys = Readonly<Record<KeyUse, number>>;

/** @throws SecurityRefused out of `forCard` and its keys, when the module answers anything but yes */
export function psamSecurity(withModule: WithModule, keys: ModuleKeys): CardSecurity {
  return {
    kind: 'psam',
    async forCard(serial) {
      const ask = (use: KeyUse, command: Uint8Array, length: number): Promise<Uint8Array> =>
        reached(withModule((module) => underKey(module, { key: keys[use], serial, command, length })));
      const cardKeys: CardKeys = {
        cryptogram: (use, challenge) => ask(use, moduleCommand(0xfa, 0x00, challenge), 8),
        mac: (use, challenge, command) => {
          const start = joinBytes(challenge, new Uint8Array(4));
          return ask(use, moduleCommand(0xfa, 0x05, joinBytes(start, padded(command))), 4);
        },
      };
      return cardKeys;
    },
  };
}

/**
 * A module that is not there, or was pulled, must not look like a customer's card that is not there: that one may
 * have been written in part.
 */
async function reached(answer: Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NoReader || error instanceof NoCard || error instanceof TornCard)
      throw new SecurityRefused(`module: ${error.message}`);
    throw error;
  }
}

function moduleCommand(instruction: number, p1: number, data: Uint8Array): Uint8Array {
  if (data.length > 0xff) throw new SecurityRefused(`${data.length} bytes are more than a module takes`);
  return joinBytes(Uint8Array.of(0x80, instruction, p1, 0x00, data.length), data);
}

/** 80 and zeros to a whole block, as PBOC pads. */
function padded(message: Uint8Array): Uint8Array {
  return joinBytes(message, Uint8Array.of(0x80), new Uint8Array(7 - (message.length & 7)));
}

interface Question {
  readonly key: number;
  readonly serial: Uint8Array;
  readonly command: Uint8Array;
  readonly length: number;
}

/** Selects and diversifies each time: the module may have served another card in between. */
async function underKey(module: CardChannel, { key, serial, command, length }: Question): Promise<Uint8Array> {
  const steps = [
    selectFile(APPLICATION),
    joinBytes(Uint8Array.of(0x80, 0x1a, 0x07, key, serial.length), serial),
  ] as const;
  for (const step of steps) {
    const { sw } = await exchange((apdu) => module.transmit(apdu), step);
    if (sw !== OK) throw new SecurityRefused(`module: ${toHex(step.subarray(0, 4))} ${statusWords(sw)}`);
  }
  const { sw, data } = await exchange((apdu) => module.transmit(apdu), command);
  if (sw !== OK || data.length !== length)
    throw new SecurityRefused(`module: ${toHex(command.subarray(0, 4))} ${statusWords(sw)}, ${data.length} bytes`);
  return data;
}
