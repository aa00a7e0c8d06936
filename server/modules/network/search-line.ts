/**
 * The search for meters of DL/T 645 on a line by half addresses. Where one clean answer comes, it is one meter; where
 * bytes come that make no frame, several spoke at once, and the next two figures are tried. A gateway that lets several
 * answers through one after the other shows them all at once.
 */
import { ANY_METER, encodeFrame, type Frame, frameParser } from './dlt645/frame.ts';
import { addressIn, answerTo, halfAddress, readAddress } from './dlt645/requests.ts';
import type { Wire } from './line/line.ts';

interface Heard {
  readonly addresses: readonly string[];
  readonly collided: boolean;
}

/** Listens for the whole time of an answer, however many come. Null: the line is gone. */
async function call(wire: Wire, half: string): Promise<Heard | null> {
  const request = readAddress(half);
  const parser = frameParser();
  const addresses = new Set<string>();
  const heard = await wire.ask<Frame, never>({
    bytes: encodeFrame(request.frame),
    listener: parser,
    accept(frame) {
      const answer = answerTo(request, frame);
      const address = answer === null ? null : addressIn(answer);
      if (address !== null) addresses.add(address);
      return null;
    },
    key: `search:${half}`,
    refusalKey: `search:${half}`,
    isRefusal: () => false,
    once: true,
  });
  if (heard === 'unreachable') return null;
  return { addresses: [...addresses], collided: parser.passedOver + parser.waiting > 0 };
}

export async function searchLine(
  wire: Wire,
  ending: string,
  until: number,
): Promise<{ readonly addresses: readonly string[]; readonly complete: boolean }> {
  const found = new Set<string>();
  const ends = [ending];
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
    const heard = performance.now() > until ? null : await call(wire, end === '' ? ANY_METER : halfAddress(end));
    if (heard === null) return { addresses: [...found].sort(), complete: false };
    for (const address of heard.addresses) found.add(address);
    if (!heard.collided || end.length === ANY_METER.length) continue;
    for (let pair = 99; pair >= 0; pair -= 1) ends.push(`${String(pair).padStart(2, '0')}${end}`);
  }
  return { addresses: [...found].sort(), complete: true };
}
