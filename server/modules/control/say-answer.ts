/** What the meter said, or why a meter was left out, in words; and the reason of a command. */
import { SKIP_REASONS, SWITCH_REASONS } from '../../../shared/control/words.ts';
import type { Text } from '../../../shared/text.ts';

const SAID: Readonly<Record<string, Text>> = {
  answered: { zh: '表已接受', en: 'Accepted' },
  silent: { zh: '无应答', en: 'No answer' },
  unreachable: { zh: '线路不通', en: 'Unreachable' },
  'refused:not-authorised': { zh: '表拒绝：密码或权限不符', en: 'Refused: not authorised' },
  'refused:no-such-data': { zh: '表拒绝：不支持', en: 'Refused: not supported' },
};
const REFUSED: Text = { zh: '表拒绝', en: 'Refused' };

export function sayAnswer(answer: string | null): Text | null {
  if (answer === null) return null;
  const skipped: Readonly<Record<string, Text>> = SKIP_REASONS;
  return SAID[answer] ?? skipped[answer] ?? REFUSED;
}

const REASONS: Readonly<Record<string, Text>> = {
  ...SWITCH_REASONS,
  timetable: { zh: '作息断电计划', en: 'Cut-off timetable' },
};

export const sayReason = (reason: string): Text => REASONS[reason] ?? { zh: reason, en: reason };
