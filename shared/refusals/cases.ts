import { refusals } from './refusal.ts';

export const casesRefusals = refusals({
  'case.party': {
    status: 403,
    text: { zh: '您是这件事的当事人，不能由您结案', en: 'You are a party to this case and cannot close it' },
    next: {
      zh: '未作更改。由双方的上级岗位查明后结案。',
      en: 'Nothing was changed. A post above both parties looks into it and closes it.',
    },
  },
  'case.not_above': {
    status: 403,
    text: { zh: '结案须由{owner}或其上级岗位办理', en: 'It is closed by the post {owner} or a post above it' },
    next: { zh: '未作更改。您可以补充情况说明。', en: 'Nothing was changed. You can add a note.' },
  },
  'incident.technician_only': {
    status: 403,
    text: { zh: '系统异常只能由技术员处理', en: 'An incident is resolved by a technician only' },
    next: {
      zh: '未作更改。不要自行处理，您可以补充情况说明。',
      en: 'Nothing was changed. Do not touch it; you can add a note.',
    },
  },
});
