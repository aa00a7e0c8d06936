import { refusals } from './refusal.ts';

/** Sales, deliveries, slips and reversals. */
export const vendingRefusals = refusals({
  'sale.no_price': {
    status: 409,
    text: {
      zh: '{category}的{commodity}还没有生效的价格',
      en: 'There is no price in force for {commodityEn}, {categoryEn}',
    },
    next: {
      zh: '没有收款。请售电主管报价、审批人批准后再售。',
      en: 'No money was taken. A price must be proposed and approved first.',
    },
  },
  'sale.price_changed': {
    status: 409,
    text: {
      zh: '价格刚刚换了版本（现为第 {number} 版）',
      en: 'The price has just changed (version {number} is in force now)',
    },
    next: {
      zh: '没有收款。请按新价格重新报价，向用户说明后再收款。',
      en: 'No money was taken. Quote again and tell the customer the new price.',
    },
  },
  'sale.total_changed': {
    status: 409,
    text: { zh: '应收金额已变为 {total} 元', en: 'The sum due is now {total} yuan' },
    next: {
      zh: '没有收款。请按新的金额重新核对后再收款。',
      en: 'No money was taken. Check the new sum with the customer and submit again.',
    },
  },
  'sale.by_hours': {
    status: 409,
    text: { zh: '分时电价不能按电量预售', en: 'A quantity cannot be sold in advance where prices go by the hour' },
    next: { zh: '没有收款。请按金额售电。', en: 'No money was taken. Sell by money instead.' },
  },
  'sale.too_small': {
    status: 422,
    text: { zh: '这个金额或数量太小，买不到', en: 'This buys nothing: the sum or quantity is too small' },
    next: { zh: '没有收款。请提高金额。', en: 'No money was taken. Enter a larger sum.' },
  },
  'sale.below_limit': {
    status: 422,
    text: { zh: '每次至少购买 {limit} 元', en: 'A purchase is at least {limit} yuan' },
    next: { zh: '没有收款。请提高金额。', en: 'No money was taken. Enter a larger sum.' },
  },
  'sale.above_limit': {
    status: 422,
    text: { zh: '单次购买不得超过 {limit} 元', en: 'A purchase is at most {limit} yuan' },
    next: {
      zh: '没有收款。请分次购买，或请售电主管调整限额。',
      en: 'No money was taken. Sell in parts, or ask the supervisor about the limit.',
    },
  },
  'sale.retype': {
    status: 422,
    text: {
      zh: '{total} 元高于平常，请再输入一次金额确认',
      en: '{total} yuan is more than usual: type the sum once more',
    },
    next: {
      zh: '没有收款。与用户核对后重新输入同一金额。',
      en: 'No money was taken. Check with the customer and type the same sum again.',
    },
  },
  'sale.only_arrears': {
    status: 422,
    text: {
      zh: '此户欠费 {arrears} 元，所付金额不够清欠后购买',
      en: 'The account owes {arrears} yuan; the sum leaves nothing to buy',
    },
    next: { zh: '没有收款。请收取高于欠费的金额。', en: 'No money was taken. Take more than the arrears.' },
  },
  'sale.undelivered': {
    status: 409,
    text: {
      zh: '此表上一笔 {slip}（{name}经手）还没有到账',
      en: 'The last purchase of this meter, {slip} by {name}, is not delivered yet',
    },
    next: {
      zh: '没有收款。请先在未到账清单上处理上一笔。',
      en: 'No money was taken. Settle that purchase on the list of undelivered sales first.',
    },
  },
  'sale.attempt_open': {
    status: 409,
    text: { zh: '上一次充值的结果还没有查清', en: 'It is not known yet what became of the last attempt' },
    next: {
      zh: '没有再次充值。请先查询结果；查明未到账后才能重充。',
      en: 'Nothing was sent again. Look the delivery up first; only one known not to have arrived is repeated.',
    },
  },
  'sale.household_left': {
    status: 409,
    text: {
      zh: '表 {meterNo} 现已归另一户，不能再向它充值',
      en: 'Meter {meterNo} belongs to another household by now',
    },
    next: {
      zh: '未充值，账款仍欠原用户。请冲正退款。',
      en: 'Nothing was sent, and the money is still owed to the one who paid. Reverse the sale and give it back.',
    },
  },
  'sale.goes_to_cash_window': {
    status: 409,
    text: { zh: '本处售电与收费分岗，售电员不收款', en: 'In this house clerks take no money' },
    next: {
      zh: '没有收款。请备单，用户凭号到收费窗口交款。',
      en: 'No money was taken. Prepare the sale; the customer pays at the cash window by its number.',
    },
  },
  'prepared.present': {
    status: 409,
    text: { zh: '此表已有待收款的备单（{ticket} 号）', en: 'Ticket {ticket} of this meter is waiting for its money' },
    next: {
      zh: '没有另外备单。请凭该号交款，或先撤回该号再备。',
      en: 'Nothing new was prepared. Pay that ticket, or withdraw it first.',
    },
  },
  'prepared.not_waiting': {
    status: 409,
    text: { zh: '{ticket} 号{state}，不再等待收款', en: 'Ticket {ticket} waits no longer: {stateEn}' },
    next: {
      zh: '没有收款。请看备单清单；用户还要购买的，请售电员重新备单。',
      en: 'No money was taken. See the list of prepared sales; the clerk prepares anew what is still wanted.',
    },
  },
  'prepared.expired': {
    status: 409,
    text: { zh: '{ticket} 号已过期', en: 'Ticket {ticket} has expired' },
    next: {
      zh: '没有收款。请用户回售电窗口重新备单。',
      en: 'No money was taken. The customer has it prepared anew at the counter.',
    },
  },
  'prepared.repriced': {
    status: 409,
    text: {
      zh: '{ticket} 号备单后有变：现按第 {number} 版价格，应收 {total} 元',
      en: 'Ticket {ticket} has changed since: price version {number}, {total} yuan are due now',
    },
    next: {
      zh: '没有收款。请把新的金额或数量告知用户，用户同意后输入新的应收金额再收；不同意的撤回。',
      en: 'No money was taken. Tell the customer; type the new sum when they agree, or withdraw the ticket.',
    },
  },
  'prepared.household_left': {
    status: 409,
    text: {
      zh: '{ticket} 号的表 {meterNo} 现已归另一户',
      en: 'The meter of ticket {ticket}, {meterNo}, belongs to another household by now',
    },
    next: { zh: '没有收款。请撤回该号，重新备单。', en: 'No money was taken. Withdraw the ticket and prepare anew.' },
  },
  'reversal.delivered_outside': {
    status: 409,
    text: {
      zh: '电量已写入表或卡，本系统无法收回',
      en: 'The credit is in the meter or on the card and cannot be taken back from here',
    },
    next: {
      zh: '没有冲正，账款未变。请办理销户或换表结算。',
      en: 'Nothing was reversed. Settle it with a meter change or a move-out.',
    },
  },
  'reversal.residue_used': {
    status: 409,
    text: { zh: '这笔的零头已用于后来的购买', en: 'The money left over from this sale was used for a later one' },
    next: { zh: '没有冲正。请先冲正后来的那一笔。', en: 'Nothing was reversed. Reverse the later sale first.' },
  },
  'reversal.present': {
    status: 409,
    text: { zh: '这笔已有冲正单 {number}', en: 'There is already a reversal of this sale: {number}' },
    next: { zh: '没有新建冲正单。请查看已有的冲正单。', en: 'No reversal was requested. Look at the one there is.' },
  },
  'reversal.holds_drawer': {
    status: 409,
    text: {
      zh: '您管有未结的钱箱（{drawer}），不能审批冲正',
      en: 'You hold an open drawer ({drawer}) and cannot approve a reversal',
    },
    next: {
      zh: '没有冲正。请未管钱箱的售电主管审批。',
      en: 'Nothing was reversed. A supervisor who holds no drawer must approve it.',
    },
  },
  'slip.reason_needed': {
    status: 422,
    text: { zh: '补打须写明原因', en: 'A reprint needs a reason' },
    next: { zh: '没有打印。填写原因后再打印。', en: 'Nothing was printed. Write the reason and print again.' },
  },
  'limits.illogical': {
    status: 422,
    text: { zh: '最低额不得高于复核额和最高额', en: 'The lowest sum must not be above the others' },
    next: { zh: '限额没有更改。请改正后再提交。', en: 'The limits were not changed. Correct them and submit again.' },
  },
  'paper.range': {
    status: 422,
    text: {
      zh: '止号须不小于起号，一簿不超过 {leaves} 张',
      en: 'The last number must not be below the first, and a book has at most {leaves} leaves',
    },
    next: {
      zh: '没有发放。请按票簿封面的起止号改正。',
      en: 'Nothing was issued. Correct the numbers by the cover of the book.',
    },
  },
  'paper.overlap': {
    status: 409,
    text: { zh: '号码与票簿 {book} 重叠', en: 'The numbers overlap with book {book}' },
    next: {
      zh: '没有发放。一个号码只用一次，请核对封面。',
      en: 'Nothing was issued. A number is used once; compare the cover.',
    },
  },
  'paper.not_holder': {
    status: 403,
    text: { zh: '票簿 {book} 由 {name} 领用', en: 'Book {book} is held by {name}' },
    next: {
      zh: '没有记账，钱款未动。请领用人本人办理。',
      en: 'Nothing was posted and no money moved. Its holder does this.',
    },
  },
  'paper.returned': {
    status: 409,
    text: { zh: '票簿 {book} 已交回', en: 'Book {book} was handed back' },
    next: {
      zh: '没有记账，钱款未动。漏录的票请报告售电主管，按案件处理。',
      en: 'Nothing was posted and no money moved. Tell the supervisor: what was left out belongs to its case.',
    },
  },
  'paper.not_in_book': {
    status: 422,
    text: { zh: '{number} 不在票簿 {book} 内', en: '{number} is not in book {book}' },
    next: {
      zh: '没有记账，钱款未动。请核对票面号码。',
      en: 'Nothing was posted and no money moved. Compare the number on the paper.',
    },
  },
  'paper.used': {
    status: 409,
    text: { zh: '{number} 已用过：{fate}', en: '{number} was used already: {fate}' },
    next: {
      zh: '没有记账，钱款未动。一张票只录一次，请核对票面号码。',
      en: 'Nothing was posted and no money moved. A slip is entered once; compare the number on the paper.',
    },
  },
  'paper.used_above': {
    status: 409,
    text: { zh: '{number} 已用过，不会是未用的票', en: '{number} was used and cannot be among the unused' },
    next: { zh: '没有收回。请重新清点未用的票。', en: 'The book was not taken back. Count the unused slips again.' },
  },
  'paper.time': {
    status: 422,
    text: {
      zh: '票面时间须在领簿之后、现在之前',
      en: 'The time on the paper must lie between the issue of the book and now',
    },
    next: {
      zh: '没有记账，钱款未动。请按票面时间改正。',
      en: 'Nothing was posted and no money moved. Correct it by the paper.',
    },
  },
});
