import type { ParsedInputOf } from '../../../../shared/contracts/contract.ts';
import { dutyRegister } from '../../../../shared/contracts/duties/duty-register.ts';
import { DUTIES, type Duty, isDutyPost } from '../../../../shared/duties/register.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { readLatest, registerRows } from '../register-rows.ts';
import { COVERAGE } from '../rules/kept-by.ts';

type Asked = ParsedInputOf<typeof dutyRegister>;

export const isProven = (duty: Duty): boolean => COVERAGE.get(duty.id)?.proven ?? false;

function meets(duty: Duty, asked: Asked): boolean {
  if (asked.chapter !== undefined && String(duty.chapter) !== asked.chapter) return false;
  if (asked.post !== undefined && isDutyPost(asked.post) && !duty.posts.includes(asked.post)) return false;
  if (asked.kind !== undefined && !duty.kinds.includes(asked.kind)) return false;
  if (asked.state !== undefined && isProven(duty) !== (asked.state === 'proven')) return false;
  const text = asked.text?.toLowerCase() ?? '';
  return [duty.id, duty.zh, duty.en.toLowerCase()].some((words) => words.includes(text));
}

export const dutyRegisterQuery = answer(dutyRegister, async (tx, actor, _clock, asked) => {
  const latest = await readLatest(tx, actor.siteId);
  const found = DUTIES.filter(
    (duty) => meets(duty, asked) && (asked.owed === undefined || latest.owed(duty) === asked.owed),
  );
  const start = asked.after === undefined ? 0 : found.findIndex(({ id }) => id === asked.after) + 1;
  const shown = found.slice(start, start + asked.limit);
  return {
    rows: registerRows(shown, latest),
    next: start + asked.limit < found.length ? shown.at(-1)!.id : null,
    proven: DUTIES.filter(isProven).length,
    total: DUTIES.length,
    found: found.length,
    foundProven: found.filter(isProven).length,
  };
});
