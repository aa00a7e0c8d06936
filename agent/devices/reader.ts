/**
 * What the agent asks of a card reader, whether it is a real one on PC/SC or the one in memory.
 *
 * `withCard` is one exclusive transaction: no other program speaks to the card between its first and its last command.
 * Only one `withCard` of a reader runs at a time; a second one waits for the first.
 */

/** The card as it lies on the reader, for the time of one transaction. */
export interface CardChannel {
  readonly atr: Uint8Array;
  /**
   * Sends one command APDU and gives the response with its two status bytes, never less than these two.
   *
   * @throws TornCard when the card left during the command: what it did with it is unknown
   */
  transmit(apdu: Uint8Array): Promise<Uint8Array>;
}

export type ReaderState =
  | { readonly kind: 'missing'; readonly detail: string }
  | { readonly kind: 'empty' }
  /** With an empty ATR: a card that does not answer, most often one that lies the wrong way round. */
  | { readonly kind: 'card'; readonly atr: Uint8Array };

export interface Reader {
  /** As the system calls it; what was asked for while none is there. */
  readonly name: string;
  state(): ReaderState;
  /**
   * @throws NoReader, NoCard before `work` was called: nothing was sent to any card
   * @throws TornCard when the card was lost after `work` began
   */
  withCard<T>(work: (channel: CardChannel) => Promise<T>): Promise<T>;
  /** Called after each change of `state()`. Gives back what ends the subscription. */
  onChange(listener: (state: ReaderState) => void): () => void;
  close(): Promise<void>;
}

/** No reader, or it cannot be used now (another program holds it). */
export class NoReader extends Error {
  override readonly name = 'NoReader';
}

/** A reader, and no card on it, or one that does not answer at all. */
export class NoCard extends Error {
  override readonly name = 'NoCard';
}

/** The card, or the way to it, was lost after the transaction began. What is on the card must be read again. */
export class TornCard extends Error {
  override readonly name = 'TornCard';
}
