/**
 * What is wrong with a field, in the language of the person, said before anything is sent. The server checks the same
 * schema again; this only saves the way.
 */
import type { z } from 'zod';
import type { Text } from '../../shared/text.ts';

export interface Problem {
  /** `lines.0.quantity` */
  readonly path: string;
  readonly text: Text;
}

const NEEDED: Text = { zh: '请填写', en: 'Fill this in' };
const NOT_FITTING: Text = { zh: '填写的内容不符合要求', en: 'This does not fit' };

type Issue = z.core.$ZodIssue;

function sizeText(issue: Issue & { code: 'too_small' | 'too_big' }): Text {
  const small = issue.code === 'too_small';
  const limit = String(small ? issue.minimum : issue.maximum);
  if (issue.origin === 'string') {
    if (small && issue.minimum === 1) return NEEDED;
    return small
      ? { zh: `至少 ${limit} 个字`, en: `At least ${limit} characters` }
      : { zh: `最多 ${limit} 个字`, en: `At most ${limit} characters` };
  }
  if (issue.origin === 'array') {
    return small
      ? { zh: `至少要有 ${limit} 项`, en: `At least ${limit} entries` }
      : { zh: `最多 ${limit} 项`, en: `At most ${limit} entries` };
  }
  // A number may be fen or thousandths: its raw limit would mislead, only zero means the same in all units.
  if (small && issue.minimum === 0) return { zh: '不能小于零', en: 'It cannot be below zero' };
  if (small && Number(issue.minimum) === 1) return { zh: '必须大于零', en: 'It must be above zero' };
  return small ? { zh: '数值太小', en: 'The figure is too small' } : { zh: '数值太大', en: 'The figure is too large' };
}

export function problemText(issue: Issue): Text {
  if (issue.code === 'too_small' || issue.code === 'too_big') return sizeText(issue);
  if (issue.code === 'invalid_type' || issue.code === 'invalid_value') {
    return issue.input === undefined ? NEEDED : NOT_FITTING;
  }
  return NOT_FITTING;
}

/** The first problem of each field. */
export function problemsOf(schema: z.ZodType, value: unknown): readonly Problem[] {
  const checked = schema.safeParse(value, { reportInput: true });
  if (checked.success) return [];
  const seen = new Map<string, Problem>();
  for (const issue of checked.error.issues) {
    const path = issue.path.map(String).join('.');
    if (!seen.has(path)) seen.set(path, { path, text: problemText(issue) });
  }
  return [...seen.values()];
}
