import { refusals } from './refusal.ts';

/** Daily slips and the closing of the day. */
export const reconciliationRefusals = refusals({
  'slip.drawer_open': {
    status: 409,
    text: { zh: '班次 {session} 还没有结班', en: 'The drawer session {session} is not closed yet' },
    next: {
      zh: '没有生成日结单，钱款未动。请先清点并结班，再生成。',
      en: 'No slip was made and no money moved. Count and close the drawer first, then make the slip.',
    },
  },
  'slip.not_yours': {
    status: 403,
    text: { zh: '班次 {session} 由 {name} 保管', en: 'The drawer session {session} is {name}’s' },
    next: {
      zh: '没有生成日结单。请由保管人本人或售电主管生成。',
      en: 'No slip was made. The custodian or the supervisor makes it.',
    },
  },
  'slip.digest_differs': {
    status: 409,
    text: { zh: '要签的摘要不是 {number} 的摘要', en: 'The digest to be signed is not the one of {number}' },
    next: {
      zh: '没有签字。请刷新单据，核对纸面上的摘要后再签；仍不符请报告售电主管。',
      en: 'Nothing was signed. Reload the slip and compare the digest on paper; if it still differs, tell the supervisor.',
    },
  },
  'slip.already_signed': {
    status: 409,
    text: { zh: '{number} 的“{role}”一栏已经签字', en: 'On {number} the signature of “{role}” is already there' },
    next: {
      zh: '没有重复签字，单据未变。请由另一方签字。',
      en: 'It was not signed again and the slip is unchanged. The other party signs.',
    },
  },
  'slip.not_signer': {
    status: 403,
    text: { zh: '{name} 不是 {number} 的签字人', en: '{name} is not one of the signers of {number}' },
    next: {
      zh: '没有签字。应由钱箱保管人和核对人（{posts}）各签一次。',
      en: 'Nothing was signed. The custodian of the drawer signs, and as second signer: {posts}.',
    },
  },
  'print.reason_wanted': {
    status: 422,
    text: { zh: '这份单据已打印过 {count} 次', en: 'This document was printed {count} times already' },
    next: {
      zh: '没有打印。补打须写明原因，纸面会标明第几次补打。',
      en: 'Nothing was printed. Give the reason of the reprint; the paper will say which print it is.',
    },
  },
  'day.drawers_open': {
    status: 409,
    text: { zh: '{date} 还有钱箱没有结班：{sessions}', en: 'On {date} drawers are still open: {sessions}' },
    next: {
      zh: '没有封账。请保管人先清点结班并生成日结单。',
      en: 'The day was not sealed. Their custodians count and close them and make their slips first.',
    },
  },
  'day.slips_missing': {
    status: 409,
    text: { zh: '{date} 还有班次没有日结单：{sessions}', en: 'On {date} drawer sessions have no slip: {sessions}' },
    next: {
      zh: '没有封账。请先为这些班次生成日结单。',
      en: 'The day was not sealed. Make the slips of these sessions first.',
    },
  },
  'day.earlier_open': {
    status: 409,
    text: { zh: '较早的 {date} 还没有日结', en: 'The earlier day {date} is not closed yet' },
    next: {
      zh: '没有封账。营业日须按顺序日结，请先结 {date}。',
      en: 'The day was not sealed. Days are closed in order: close {date} first.',
    },
  },
  'day.not_come': {
    status: 409,
    text: { zh: '{date} 还没有到', en: 'The day {date} has not come yet' },
    next: {
      zh: '没有封账。封账后的业务已记入这一天，到那天营业结束再日结。',
      en: 'Nothing was sealed. What happens after closing already counts for that day; close it when it is over.',
    },
  },
  'remittance.slip_unsigned': {
    status: 409,
    text: { zh: '日结单 {number} 还没有双签', en: 'Daily slip {number} is not signed by both' },
    next: {
      zh: '没有生成缴款单，钱款未动。请先把日结单签完，再缴款。',
      en: 'No remittance was made and no money moved. Sign the slip first.',
    },
  },
  'remittance.slip_taken': {
    status: 409,
    text: {
      zh: '日结单 {number} 的现金已在缴款单 {remittance} 上',
      en: 'The cash of slip {number} is on remittance {remittance} already',
    },
    next: {
      zh: '没有生成缴款单，钱款未动。请去掉这张日结单。',
      en: 'No remittance was made and no money moved. Leave this slip out.',
    },
  },
  'remittance.reason_needed': {
    status: 422,
    text: { zh: '应缴 {due} 元，与缴款金额不符', en: '{due} yuan are due: the sum differs' },
    next: {
      zh: '没有生成缴款单，钱款未动。请重新清点；确实不符的写明情况，会同时立案。',
      en: 'No remittance was made and no money moved. Count again; if it does differ, say why: it becomes a case.',
    },
  },
  'remittance.safe_short': {
    status: 409,
    text: { zh: '保险柜账面只有 {safe} 元', en: 'By the books there are only {safe} yuan in the safe' },
    next: {
      zh: '没有生成缴款单，钱款未动。请先把钱箱里的现金解缴到保险柜，再缴款。',
      en: 'No remittance was made and no money moved. Drop the cash from the drawer into the safe first.',
    },
  },
  'remittance.receipt_taken': {
    status: 409,
    text: {
      zh: '回单号 {receipt} 已用于缴款单 {remittance}',
      en: 'Receipt {receipt} belongs to remittance {remittance}',
    },
    next: {
      zh: '未作任何更改。一张回单只能对应一张缴款单，请核对回单号。',
      en: 'Nothing was changed. One receipt is for one remittance: check the number.',
    },
  },
  'bundle.not_monday': {
    status: 422,
    text: { zh: '{date} 不是周一', en: '{date} is no Monday' },
    next: {
      zh: '没有送交。一周从周一算起，请选周一。',
      en: 'Nothing was handed in. A week begins on Monday: choose one.',
    },
  },
  'bundle.week_not_over': {
    status: 409,
    text: { zh: '这一周到 {to} 才结束', en: 'This week ends on {to}' },
    next: { zh: '没有送交。请过完这一周再送交。', en: 'Nothing was handed in. Wait until the week is over.' },
  },
  'bundle.nothing': {
    status: 409,
    text: { zh: '{from} 起的一周没有日结单', en: 'The week of {from} has no daily slips' },
    next: { zh: '没有送交，也不需要送交。', en: 'Nothing was handed in, and nothing needs to be.' },
  },
  'bundle.already': {
    status: 409,
    text: { zh: '这一周已由周报 {number} 送交', en: 'This week was handed in by bundle {number}' },
    next: {
      zh: '没有重复送交。请在列表里打开该周报。',
      en: 'It was not handed in again. Open the bundle in the list.',
    },
  },
  'statement.month_not_over': {
    status: 409,
    text: { zh: '{month} 月份还没有结束', en: 'The month {month} is not over' },
    next: {
      zh: '没有生成对账单。请月末最后一日日结之后再做。',
      en: 'No statement was made. Wait until its last day is closed.',
    },
  },
  'statement.day_open': {
    status: 409,
    text: { zh: '{date} 还没有日结', en: 'The day {date} is not closed' },
    next: { zh: '没有生成对账单。请先补做该日日结。', en: 'No statement was made. Close that day first.' },
  },
  'statement.already': {
    status: 409,
    text: { zh: '{month} 已有对账单 {number}', en: '{month} has statement {number} already' },
    next: { zh: '没有重复生成。请打开该对账单签字。', en: 'It was not made again. Open it and sign.' },
  },
  'statement.nothing': {
    status: 409,
    text: { zh: '{month} 没有营业', en: 'There was no trade in {month}' },
    next: { zh: '没有生成对账单，也不需要。', en: 'No statement was made, and none is needed.' },
  },
  'log.count_needed': {
    status: 422,
    text: { zh: '售后核对要写自己清点的笔数', en: 'A sale check needs the number of sales you count' },
    next: {
      zh: '没有记入。数一数自己的存根，把笔数写上再记。',
      en: 'Nothing was written. Count your own stubs and write the number.',
    },
  },
  'log.already_corrected': {
    status: 409,
    text: { zh: '第 {number} 条已由第 {by} 条更正', en: 'Entry {number} is already corrected by entry {by}' },
    next: { zh: '没有记入。要再更正，请更正第 {by} 条。', en: 'Nothing was written. Correct entry {by} instead.' },
  },
  'journal.not_keeper': {
    status: 403,
    text: { zh: '日记账由收费员月结', en: 'The cashier settles the cash journal' },
    next: {
      zh: '没有月结，账目未动。请收费员办理；只有单人岗位由售电员办理。',
      en: 'Nothing was settled. Ask the cashier; the clerk does so in single-operator houses only.',
    },
  },
  'journal.month_not_over': {
    status: 409,
    text: { zh: '{month} 还没有过完', en: '{month} is not over yet' },
    next: {
      zh: '没有月结，账目未动。下月一日起再办。',
      en: 'Nothing was settled and no money moved. Do it after the end of the month.',
    },
  },
  'journal.day_open': {
    status: 409,
    text: { zh: '{date} 还没有日结', en: '{date} is not closed yet' },
    next: {
      zh: '没有月结，账目未动。先把当天日结清楚，再办月结。',
      en: 'Nothing was settled and no money moved. Close that day first, then settle the month.',
    },
  },
  'journal.settled': {
    status: 409,
    text: { zh: '{month} 已月结（{number}）', en: '{month} is settled already ({number})' },
    next: { zh: '没有重复月结。请打开 {number}。', en: 'It was not settled again. Open {number}.' },
  },
  'journal.nothing': {
    status: 409,
    text: { zh: '{month} 没有现金收付', en: 'No cash moved in {month}' },
    next: { zh: '没有月结，也不需要。', en: 'Nothing was settled, and nothing is needed.' },
  },
  'journal.earlier_month': {
    status: 409,
    text: { zh: '{month} 还没有月结', en: '{month} is not settled yet' },
    next: {
      zh: '没有月结，账目未动。请按月份先后办理。',
      en: 'Nothing was settled and no money moved. Settle the months in their order.',
    },
  },
  'journal.changed': {
    status: 409,
    text: { zh: '要签的不是 {month} 现在的月结内容', en: 'What was to be signed is not what {month} comes to now' },
    next: {
      zh: '没有签字，账目未动。请刷新页面，核对后再签。',
      en: 'Nothing was signed and no money moved. Reload the page, compare and sign again.',
    },
  },
  'voucher.month_open': {
    status: 409,
    text: { zh: '{month} 还没有月结锁账', en: '{month} is not closed yet' },
    next: {
      zh: '没有导出凭证。月对账单双方签字、月份锁定后再导出。',
      en: 'No voucher was made. Sign the monthly statement; vouchers are made of a locked month.',
    },
  },
  'voucher.account_unmapped': {
    status: 409,
    text: { zh: '这些科目没有财务科目对照：{accounts}', en: 'These accounts have none at finance: {accounts}' },
    next: {
      zh: '没有导出凭证。请在“设定凭证格式”中补上科目对照。',
      en: 'No voucher was made. Add them under “Set the layout of vouchers”.',
    },
  },
  'slip.tally_first': {
    status: 409,
    text: {
      zh: '{number} 的核对人还没有录入自己的核对数',
      en: 'The second signer of {number} has not entered the own account',
    },
    next: {
      zh: '没有签字。核对人先按自己的账录入各付款方式的收款净额，再看单、签字。',
      en: 'Nothing was signed. The second signer enters the own account by tender first, then reads and signs.',
    },
  },
  'slip.tally_other': {
    status: 409,
    text: { zh: '核对数是 {name} 录入的', en: 'The own account was entered by {name}' },
    next: { zh: '没有签字。由录入核对数的人签字。', en: 'Nothing was signed. Who entered it signs.' },
  },
  'slip.already_tallied': {
    status: 409,
    text: { zh: '{number} 的核对数已经录入', en: 'The own account for {number} is entered already' },
    next: { zh: '未作更改，不能再改。请看单、签字。', en: 'Nothing was changed; it stands. Read the slip and sign.' },
  },
  'slip.tally_reason': {
    status: 422,
    text: { zh: '第二次录入须写明情况', en: 'The second time a reason is needed' },
    next: {
      zh: '未作更改。请重新核对自己的账，写明情况再录入。',
      en: 'Nothing was changed. Check the own account again and say why.',
    },
  },
});
