import { refusals } from './refusal.ts';

export const pricesRefusals = refusals({
  'tariff.open_proposal': {
    status: 409,
    text: { zh: '该类用户已有一份待批的价格', en: 'A price for this category is already waiting for approval' },
    next: {
      zh: '本次未保存。先批准、退回或撤回那一份。',
      en: 'Nothing was saved. Approve, reject or withdraw that one first.',
    },
  },
  'tariff.in_the_past': {
    status: 422,
    text: { zh: '生效时间 {effectiveFrom} 已过', en: 'The effective time {effectiveFrom} has passed' },
    next: {
      zh: '未作更改。价格只能从将来生效；请撤回后重提。',
      en: 'Nothing was changed. A price begins in the future only; withdraw it and propose anew.',
    },
  },
  'tariff.not_after_last': {
    status: 422,
    text: {
      zh: '已有一版价格从 {lastFrom} 起生效，新版必须更晚',
      en: 'A version takes effect at {lastFrom}; a new one must begin later',
    },
    next: { zh: '未作更改。请改用更晚的生效时间。', en: 'Nothing was changed. Choose a later time.' },
  },
  'tariff.changed': {
    status: 409,
    text: { zh: '您看到的价格与待批的不一致', en: 'The price you looked at is not the one waiting for approval' },
    next: { zh: '未批准。请刷新后核对再签字。', en: 'Not approved. Reload, compare, then sign.' },
  },
});
