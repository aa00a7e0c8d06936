/** What of a line is written: its place as the transport needs it, its times with their usual values. */
import type { TransportKind } from '../../../shared/network/words.ts';
import { refuse } from '../../platform/operations/refuse.ts';

export interface PlaceInput {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly path?: string | undefined;
  readonly baud?: number | undefined;
  readonly parity?: 'even' | 'none' | 'odd' | undefined;
}

export interface TimingInput {
  readonly answerMs?: number | undefined;
  readonly byteMs?: number | undefined;
  readonly gapMs?: number | undefined;
  readonly retries?: number | undefined;
}

/** Only what belongs to the transport. Refuses 'line.incomplete'. */
export function placeFields(transport: TransportKind, { host, port, path, baud, parity }: PlaceInput) {
  if (transport === 'tcp') {
    if (host === undefined || port === undefined) return refuse('line.incomplete');
    return { host, port, path: null, baud: null, parity: null };
  }
  if (path === undefined) return refuse('line.incomplete');
  return { host: null, port: null, path, baud: baud ?? 2400, parity: parity ?? ('even' as const) };
}

/** By the book an answer may take 500 ms and bytes 500 ms between them; a gateway needs longer. */
export const timingFields = ({ answerMs, byteMs, gapMs, retries }: TimingInput) => ({
  answer_ms: answerMs ?? 1500,
  byte_ms: byteMs ?? 500,
  gap_ms: gapMs ?? 0,
  retries: retries ?? 2,
});
