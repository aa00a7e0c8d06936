import { refusals } from './refusal.ts';

export const ledgerRefusals = refusals({
  'house.older_books': {
    status: 503,
    text: {
      zh: '账簿比留存的锚点旧：可能恢复了旧备份，现在只能查看',
      en: 'The books are older than an anchor kept elsewhere: an old backup may have been restored. They can only be read',
    },
    next: {
      zh: '未作任何更改，钱款未动。请停止营业，报告财务和中心领导；两人在“账簿核验”页签字后才能继续。',
      en: 'Nothing was changed and no money moved. Stop selling and tell finance and the centre leader; two persons sign on the page Verify the books before business goes on.',
    },
  },
  'ledger.period_closed': {
    status: 409,
    text: { zh: '{month} 月账已结，不能再记账', en: 'The books of {month} are closed; nothing can be posted there' },
    next: {
      zh: '未记账，钱款未动。请用当前业务日期记账，并在摘要中说明原因。',
      en: 'Nothing was posted and no money moved. Post with today’s business date and give the reason in the text.',
    },
  },
  'ledger.day_sealed': {
    status: 409,
    text: { zh: '{date} 已日结封账，不能再记账', en: 'The day {date} is sealed; nothing can be posted there' },
    next: {
      zh: '未记账，钱款未动。请用当前业务日期重新办理，差异按长短款处理。',
      en: 'Nothing was posted and no money moved. Do it again with today’s business date; a difference becomes a case.',
    },
  },
  'ledger.already_reversed': {
    status: 409,
    text: { zh: '这笔分录已经红冲过', en: 'This entry has already been reversed' },
    next: {
      zh: '未重复红冲，账未变动。请打开原分录查看冲销凭证。',
      en: 'It was not reversed again. Open the entry to see its counter-entry.',
    },
  },
  'ledger.entry_is_reversal': {
    status: 409,
    text: { zh: '红冲分录不能再红冲', en: 'A counter-entry cannot itself be reversed' },
    next: {
      zh: '账未变动。请按原业务重新录入一笔。',
      en: 'Nothing was posted. Enter the business again as a new document.',
    },
  },
  'ledger.month_not_over': {
    status: 409,
    text: { zh: '{month} 月还没有过完，不能月结', en: 'The month {month} is not over and cannot be closed' },
    next: {
      zh: '账未变动。请在月末最后一天日结之后再月结。',
      en: 'Nothing was changed. Close it after the last day of the month is sealed.',
    },
  },
  'ledger.day_not_sealed': {
    status: 409,
    text: { zh: '{date} 还没有日结封账', en: 'The day {date} is not sealed yet' },
    next: {
      zh: '账未变动。请先完成该日的日结，再月结。',
      en: 'Nothing was changed. Close that day first, then the month.',
    },
  },
  'ledger.earlier_month_open': {
    status: 409,
    text: { zh: '{month} 月还没有月结', en: 'The earlier month {month} is still open' },
    next: {
      zh: '账未变动。月份须按顺序结账，请先结 {month} 月。',
      en: 'Nothing was changed. Months are closed in order: close {month} first.',
    },
  },
  'ledger.month_empty': {
    status: 409,
    text: { zh: '{month} 月没有任何账', en: 'There is nothing in the books of {month}' },
    next: {
      zh: '账未变动。没有发生业务的月份不需要月结。',
      en: 'Nothing was changed. A month without entries need not be closed.',
    },
  },
  'ledger.verification_running': {
    status: 409,
    text: { zh: '账簿正在核验中', en: 'The books are being verified at this moment' },
    next: {
      zh: '没有重复开始。请稍候，在核验记录中查看结果。',
      en: 'It was not begun again. Wait a little and look at the list of verifications.',
    },
  },
  'day.chain_open': {
    status: 409,
    text: { zh: '{date} 还有 {count} 个钱箱没有交班', en: 'On {date} {count} drawers are still open' },
    next: {
      zh: '未封账。请先让所有钱箱盘点关闭，再做日结。',
      en: 'The day was not sealed. Have every drawer counted and closed, then close the day.',
    },
  },
  'day.already_sealed': {
    status: 409,
    text: { zh: '{date} 已经封账', en: 'The day {date} is already sealed' },
    next: {
      zh: '没有重复封账。之后的业务记入下一个业务日。',
      en: 'It was not sealed again. Further business belongs to the next business day.',
    },
  },
  'day.not_begun': {
    status: 409,
    text: { zh: '{date} 没有可以封账的记录', en: 'There is nothing to seal on {date}' },
    next: { zh: '未作任何更改。请核对日期。', en: 'Nothing was changed. Check the date.' },
  },
});
