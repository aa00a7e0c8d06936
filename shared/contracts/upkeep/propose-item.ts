import { z } from 'zod';
import { itemSchema, monthDaySchema, wordsSchema } from '../../upkeep/view.ts';
import { UPKEEP_DOERS, UPKEEP_PLANNERS } from '../../upkeep/who.ts';
import { periodSchema, targetSchema, weekdaySchema } from '../../upkeep/words.ts';
import { timeOfDaySchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const proposeItem = operation({
  module: 'upkeep',
  name: 'propose-item',
  title: { zh: '拟定维护项目', en: 'Plan an upkeep item' },
  help: {
    zh: '须由另一人批准后执行。项目不修改：要改就拟一项新的替换它，批准之时旧的停用。',
    en: 'It takes effect when another person approves it. An item is never edited: a new one replaces it, and the old one ends when the new one is approved.',
  },
  posts: UPKEEP_PLANNERS,
  input: z.strictObject({
    target: targetSchema,
    /** Missing: all of that kind at the site. */
    terminalId: idSchema.optional(),
    titleZh: z.string().trim().min(2).max(60),
    /** Missing: as the Chinese one. */
    titleEn: z.string().trim().min(2).max(80).optional(),
    howZh: wordsSchema,
    howEn: wordsSchema.optional(),
    every: periodSchema,
    /** Of a weekly item. */
    weekday: weekdaySchema.default('friday'),
    /** Of a monthly item; a day the month does not have is its last day. */
    monthDay: z.int().min(1).max(31).default(25),
    /** Of an item of each term: MM-DD. Missing: when the terms usually begin. */
    termDays: z.array(monthDaySchema).max(6).optional(),
    dueTime: timeOfDaySchema.default('17:00'),
    post: z.enum(UPKEEP_DOERS),
    replaces: idSchema.optional(),
  }),
  output: itemSchema,
  refusals: ['record.not_found', 'state.illegal_move'],
  fields: {
    target: { zh: '对象', en: 'What' },
    terminalId: { zh: '只限这个终端', en: 'Only this counter' },
    titleZh: { zh: '名称', en: 'Name, in Chinese' },
    titleEn: { zh: '名称（英文）', en: 'Name, in English' },
    howZh: { zh: '怎么做', en: 'What to do, in Chinese' },
    howEn: { zh: '怎么做（英文）', en: 'What to do, in English' },
    every: { zh: '周期', en: 'How often' },
    weekday: { zh: '周几（每周）', en: 'Weekday, when weekly' },
    monthDay: { zh: '几号（每月）', en: 'Day, when monthly' },
    termDays: { zh: '月-日（每学期）', en: 'Days MM-DD, when each term' },
    dueTime: { zh: '限时（时:分）', en: 'Due time HH:mm' },
    post: { zh: '由谁做', en: 'Done by' },
  },
});
