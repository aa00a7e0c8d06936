/** Words of the register: kinds, times, chapters. Apart from the register itself, so that a page need not carry it. */
import type { Text } from '../text.ts';

/**
 * control: the product refuses the contrary · flow: a step that leaves a document · schedule: due at a time, ticked
 * with evidence · report: made from the product's own records · record: kept, searchable, exportable · conduct:
 * read and signed, and measured where it can be.
 */
export const DUTY_KINDS = {
  control: { zh: '控制', en: 'Control' },
  flow: { zh: '流程', en: 'Flow' },
  schedule: { zh: '定时', en: 'Schedule' },
  report: { zh: '报表', en: 'Report' },
  record: { zh: '记录', en: 'Record' },
  conduct: { zh: '行为', en: 'Conduct' },
} as const satisfies Record<string, Text>;

export const DUTY_TIMES = {
  'each-sign-in': { zh: '每次登录', en: 'Each sign-in' },
  'each-sale': { zh: '每笔售出', en: 'Each sale' },
  'end-of-shift': { zh: '收工时', en: 'End of shift' },
  'each-meeting': { zh: '每次会议', en: 'Each meeting' },
  daily: { zh: '每日', en: 'Daily' },
  weekly: { zh: '每周', en: 'Weekly' },
  monthly: { zh: '每月', en: 'Monthly' },
  'twice-a-term': { zh: '每学期两次', en: 'Twice a term' },
  yearly: { zh: '每年', en: 'Yearly' },
  periodic: { zh: '定期', en: 'Periodic' },
  continuous: { zh: '持续', en: 'Continuous' },
  'round-the-clock': { zh: '全天候', en: 'Round the clock' },
  'within-three-days-of-service': { zh: '服务后三日内', en: 'Within three days of service' },
  'within-a-week-of-delivery': { zh: '交车后一周内', en: 'Within a week of delivery' },
} as const satisfies Record<string, Text>;

export const CHAPTERS = {
  1: { zh: '社区售电', en: 'Community selling office' },
  2: { zh: '高校水电管理', en: 'University energy office' },
  3: { zh: '学生宿舍售电', en: 'Dormitory selling' },
  4: { zh: '特约服务站（一）', en: 'Authorised service station, first make' },
  5: { zh: '特约服务站（二）', en: 'Authorised service station, second make' },
  6: { zh: '特约服务站（三）', en: 'Authorised service station, third make' },
} as const satisfies Record<number, Text>;
