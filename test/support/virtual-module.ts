/** A security module in memory, with the simulator's keys under the numbers it was given. */
import type { KeyUse, SimulatedSecurity } from '../../agent/card/security.ts';
import type { CardChannel } from '../../agent/devices/reader.ts';
import { answerTo, macOver } from '../../agent/virtual/card-cipher.ts';

const status = (sw: number): Uint8Array => Uint8Array.of(sw >> 8, sw & 0xff);

export function virtualModule(
  security: SimulatedSecurity,
  numbers: Readonly<Record<KeyUse, number>>,
): CardChannel & { readonly sent: string[] } {
  let selected = false;
  let key: Uint8Array | null = null;
  let ready: Uint8Array | null = null;
  const sent: string[] = [];

  function answer(apdu: Uint8Array): Uint8Array {
    const [cla, ins, p1, p2] = apdu;
    const data = apdu.subarray(5);
    if (ins === 0xc0) return ready?.length === apdu[4] ? Uint8Array.of(...ready!, 0x90, 0x00) : status(0x6f00);
    if (apdu.length !== 5 + apdu[4]!) return status(0x6700);
    if (cla === 0x00 && ins === 0xa4) {
      selected = Buffer.from(data).toString('hex') === '1001';
      return status(selected ? 0x9000 : 0x6a82);
    }
    if (!selected) return status(0x6985);
    if (cla === 0x80 && ins === 0x1a && p1 === 0x07) {
      const use = (Object.keys(numbers) as KeyUse[]).find((one) => numbers[one] === p2);
      if (use === undefined || data.length !== 8) return status(0x6a88);
      key = security.keyOf(data, use);
      return status(0x9000);
    }
    if (cla !== 0x80 || ins !== 0xfa || key === null) return status(0x6d00);
    if (p1 === 0x00) ready = answerTo(key, data);
    else ready = macOver(key, data.subarray(0, 4), unpadded(data.subarray(8)));
    return status(0x6100 | ready.length);
  }

  return {
    atr: new Uint8Array(0),
    sent,
    async transmit(apdu) {
      sent.push(Buffer.from(apdu).toString('hex'));
      return answer(apdu);
    },
  };
}

/** The module is given whole blocks; our cipher pads by itself. */
function unpadded(blocks: Uint8Array): Uint8Array {
  return blocks.subarray(0, blocks.lastIndexOf(0x80));
}
