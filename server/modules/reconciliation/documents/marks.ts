/** What documents of this module have in common: marks of copies and reprints, the digest as code and as figures. */
import type { Text } from '../../../../shared/text.ts';
import { COMMODITIES, type Commodity, formatQuantity, type Milli } from '../../../../shared/values/quantity.ts';
import type { QrBlock } from '../../../platform/documents/model.ts';

/** The first print has no mark; what is shown without having been recorded as a print is no document. */
export function printMark(printNo: number | null): Text | undefined {
  if (printNo === null) return { zh: '预览，不作凭据', en: 'Preview, not a document' };
  if (printNo === 1) return undefined;
  return { zh: `补打 第${printNo - 1}次`, en: `Reprint ${printNo - 1}` };
}

const HEX_PRINTED = 32;

/** All 256 bits in the code, 32 figures to read. */
export const digestCode = (kind: 'slip' | 'day' | 'month' | 'journal', number: string, digest: string): QrBlock => ({
  kind: 'qr',
  data: `zhishou:${kind}:1:${number}:${digest}`,
  hex: digest.slice(0, HEX_PRINTED),
});

/** Groups of four, as under the code. */
export const digestFigures = (digest: string): string => digest.slice(0, HEX_PRINTED).replace(/(.{4})(?=.)/g, '$1 ');

/** '20,318.400 kWh': three decimals, so that the sum can be done again by hand. */
export const quantityWithUnit = (quantity: Milli, commodity: Commodity): string =>
  `${formatQuantity(quantity, 3).replace(/\B(?=(\d{3})+\.)/g, ',')} ${COMMODITIES[commodity].unit}`;
