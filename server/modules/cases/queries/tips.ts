import { tips } from '../../../../shared/contracts/cases/tips.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { tipRows } from '../tip-rows.ts';

export const tipsQuery = answer(tips, async (tx, actor, _clock, input) => {
  const rows = await tipRows(tx, actor, input);
  return { rows, next: rows.length === input.limit ? rows.at(-1)!.tipId : null };
});
