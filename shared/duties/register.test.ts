import { expect, test } from 'vitest';
import { POST_KEYS } from '../posts.ts';
import { DUTIES, dutiesOf, dutyById, isDutyPost } from './register.ts';
import { CHAPTERS, DUTY_KINDS, DUTY_TIMES } from './words.ts';

test('the register holds 343 duties, each id once', () => {
  expect(DUTIES).toHaveLength(343);
  expect(new Set(DUTIES.map((duty) => duty.id)).size).toBe(343);
});

test('ids follow chapter.post.number and the chapter is a known one', () => {
  const wrong = DUTIES.filter(
    (duty) => !/^[1-6]\.[a-z]+\.\d+[a-z]?$/.test(duty.id) || !duty.id.startsWith(`${duty.chapter}.`),
  );
  expect(wrong.map((duty) => duty.id)).toEqual([]);
  expect(new Set(DUTIES.map((duty) => String(duty.chapter)))).toEqual(new Set(Object.keys(CHAPTERS)));
});

test('every post, kind and time is a known one, and no duty is without post or kind', () => {
  const unknown = DUTIES.flatMap((duty) => [
    ...duty.posts.filter((post) => !isDutyPost(post)),
    ...duty.kinds.filter((kind) => !Object.hasOwn(DUTY_KINDS, kind)),
    ...duty.when.filter((when) => !Object.hasOwn(DUTY_TIMES, when)),
    ...(duty.posts.length === 0 || duty.kinds.length === 0 ? [`${duty.id} is without post or kind`] : []),
  ]);
  expect(unknown).toEqual([]);
});

test('a scheduled duty says when it is due', () => {
  expect(DUTIES.filter((duty) => duty.kinds.includes('schedule') && duty.when.length === 0)).toEqual([]);
});

test('the Chinese text is Chinese and the English text is English', () => {
  const wrong = DUTIES.filter((duty) => !/\p{Script=Han}/u.test(duty.zh) || /\p{Script=Han}/u.test(duty.en));
  expect(wrong.map((duty) => duty.id)).toEqual([]);
});

test('a duty is found by its id and by its post', () => {
  expect(dutyById('2.cashier.7')?.posts).toEqual(['cashier']);
  expect(dutyById('9.nobody.1')).toBeUndefined();
  const clerk = dutiesOf('vending-clerk').map((duty) => duty.id);
  expect(clerk).toContain('2.clerk.5a');
  expect(clerk).toContain('6.all.5s');
  expect(clerk).not.toContain('2.cashier.7');
});

test('of the posts in the register none is unknown to the posts page', () => {
  const named = new Set(DUTIES.flatMap((duty) => duty.posts).filter((post) => post !== 'all-posts'));
  expect([...named].filter((post) => !POST_KEYS.includes(post))).toEqual([]);
});
