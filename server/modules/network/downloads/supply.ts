/** The emergency supply document on paper: who asked, who approved, for how long, and what was found at the meter. */
import { z } from 'zod';
import { SUPPLY_STATES, SUPPLY_WAYS } from '../../../../shared/network/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { formatInstant, type Instant } from '../../../../shared/values/calendar.ts';
import { idSchema } from '../../../../shared/values/ids.ts';
import { renderPdf } from '../../../platform/documents/document.ts';
import type { FieldPair } from '../../../platform/documents/model.ts';
import { download } from '../../../platform/http/route.ts';
import { houseOf } from '../../posts/index.ts';
import { supplyView } from '../store/supplies.ts';

const T = {
  title: { zh: '应急供电单', en: 'Emergency supply' },
  number: { zh: '单号', en: 'Number' },
  room: { zh: '房间', en: 'Room' },
  meter: { zh: '表号', en: 'Meter' },
  state: { zh: '状态', en: 'State' },
  reason: { zh: '原因', en: 'Reason' },
  minutes: { zh: '供电时长（分钟）', en: 'Minutes' },
  asked: { zh: '申请人', en: 'Requested by' },
  askedAt: { zh: '申请时间', en: 'Requested at' },
  approved: { zh: '审批人', en: 'Approved by' },
  way: { zh: '送电方式', en: 'Way' },
  suppliedAt: { zh: '送电时间', en: 'Supplied at' },
  until: { zh: '供电至', en: 'Until' },
  count: { zh: '表显购买次数', en: 'Count shown' },
  left: { zh: '表显剩余', en: 'Left as shown' },
  technician: { zh: '送电人', en: 'Carried out by' },
  household: { zh: '住户', en: 'Household' },
  note: {
    zh: '应急供电不是充值；上一笔充值查明后恢复正常售电，所用电量照常计入。',
    en: 'This is no purchase. Once the last recharge is known, sales go on, and what was used counts as usual.',
  },
} as const satisfies Record<string, Text>;

export const supplyPdf = download({
  module: 'network',
  name: 'supply.pdf',
  title: T.title,
  posts: ['vending-clerk', 'vending-technician', 'vending-supervisor'],
  input: z.strictObject({ supplyId: idSchema }),
  async run(tx, actor, clock, { supplyId }) {
    const supply = await supplyView(tx, actor, clock.now(), supplyId);
    const house = await houseOf(tx, actor.siteId);
    const time = (at: Instant | null): string => (at === null ? '' : formatInstant(at, house.time_zone));
    const pairs: FieldPair[] = [
      { label: T.number, value: supply.supplyNo, strong: true },
      { label: T.state, value: SUPPLY_STATES[supply.state] },
      { label: T.room, value: supply.roomCode, strong: true },
      { label: T.meter, value: supply.meterNo },
      { label: T.asked, value: supply.requestedByName },
      { label: T.askedAt, value: time(supply.requestedAt) },
      { label: T.approved, value: supply.decidedByName ?? '' },
      { label: T.minutes, value: String(supply.minutes) },
      { label: T.way, value: supply.way === null ? '' : SUPPLY_WAYS[supply.way] },
      { label: T.suppliedAt, value: time(supply.suppliedAt) },
      { label: T.until, value: time(supply.until) },
      { label: T.reason, value: supply.reason, wide: true },
    ];
    const body = await renderPdf({
      title: T.title,
      kind: 'emergency-supply',
      paper: 'A4',
      issuer: house.name,
      blocks: [
        { kind: 'fields', pairs },
        // By hand the figures are written on the paper at the meter, and typed afterwards.
        { kind: 'fields', pairs: [T.count, T.left].map((label) => ({ label, value: '____________' })) },
        { kind: 'line', text: T.note, small: true },
        { kind: 'signatures', boxes: [{ role: T.technician }, { role: T.household }] },
      ],
    });
    return { contentType: 'application/pdf', fileName: `${supply.supplyNo}.pdf`, body, inline: true };
  },
});
