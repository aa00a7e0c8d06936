/** A reader in memory: for the demo and the tests. The card on it is any object that answers APDUs. */
import { type CardChannel, NoCard, NoReader, type Reader, TornCard } from './reader.ts';
import { inTurn } from './turn.ts';
import { createWatched } from './watched.ts';

export interface VirtualChip {
  readonly atr: Uint8Array;
  /** Null: the card was torn out while it worked on this command. */
  transmit(apdu: Uint8Array): Uint8Array | null;
  /** Power comes or goes; a card forgets what was selected and proven. */
  power(on: boolean): void;
}

export interface VirtualReader extends Reader {
  place(chip: VirtualChip): void;
  /** What lay on it, null when nothing did. */
  remove(): VirtualChip | null;
  plug(): void;
  unplug(): void;
}

export function openVirtualReader(name = 'Zhishou virtual reader'): VirtualReader {
  const watched = createWatched({ kind: 'empty' });
  let plugged = true;
  let chip: VirtualChip | null = null;
  const turn = inTurn();

  const settle = (): void => {
    if (!plugged) watched.set({ kind: 'missing', detail: 'the reader was unplugged' });
    else watched.set(chip === null ? { kind: 'empty' } : { kind: 'card', atr: chip.atr });
  };

  async function transaction<T>(work: (channel: CardChannel) => Promise<T>): Promise<T> {
    if (!plugged) throw new NoReader('the reader was unplugged');
    const card = chip;
    if (card === null) throw new NoCard('no card on the reader');
    card.power(true);
    let torn = false;
    try {
      return await work({
        atr: card.atr,
        async transmit(apdu) {
          if (torn || !plugged || chip !== card) throw new TornCard('the card left the reader');
          const answer = card.transmit(apdu);
          if (answer !== null && answer.length >= 2) return answer;
          torn = true;
          if (chip === card) chip = null;
          settle();
          throw new TornCard('the card gave no answer');
        },
      });
    } finally {
      card.power(false);
    }
  }

  return {
    name,
    state: watched.state,
    onChange: watched.onChange,
    withCard: (work) => turn(() => transaction(work)),
    async close() {
      plugged = false;
      await turn(async () => {});
    },
    place(next) {
      chip = next;
      settle();
    },
    remove() {
      const was = chip;
      chip = null;
      settle();
      return was;
    },
    plug() {
      plugged = true;
      settle();
    },
    unplug() {
      plugged = false;
      settle();
    },
  };
}
