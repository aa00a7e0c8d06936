import { refusals } from './refusal.ts';

export const customersRefusals = refusals({
  'customer.reveal_limit': {
    status: 429,
    text: { zh: '今天查看完整资料已达 {limit} 次', en: 'You have looked at full personal data {limit} times today' },
    next: {
      zh: '未显示。确有需要请由主管在同一屏幕签字同意。',
      en: 'Nothing was shown. If it is needed, a supervisor signs at the same screen.',
    },
  },
  'customer.reveal_over': {
    status: 409,
    text: { zh: '查看时限已过', en: 'The time for looking is over' },
    next: { zh: '需要时请重新填写原因查看。', en: 'Give the reason again if it is needed.' },
  },
  'customer.none': {
    status: 409,
    text: { zh: '还没有客户', en: 'There are no customers yet' },
    next: { zh: '没有导出任何资料。', en: 'Nothing was taken.' },
  },
  'customer.release_over': {
    status: 409,
    text: { zh: '这次导出已超过十分钟', en: 'This release is more than ten minutes old' },
    next: { zh: '没有导出。需要时请重新填写原因并签字。', en: 'Nothing was taken. Give the reason and sign again.' },
  },
  'customer.erased': {
    status: 409,
    text: { zh: '该客户的个人资料已删除', en: 'The personal data of this customer has been deleted' },
    next: { zh: '未作任何更改。', en: 'Nothing was changed.' },
  },
});
